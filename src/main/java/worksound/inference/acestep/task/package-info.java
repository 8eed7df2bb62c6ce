/** One task of ACE-Step, watched from its submission to its end. */
package worksound.inference.acestep.task;
