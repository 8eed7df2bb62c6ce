/** What goes wrong with ACE-Step, in words for a person, and what is done then. */
package worksound.inference.failure;
