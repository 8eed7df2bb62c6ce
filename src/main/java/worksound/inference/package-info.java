/** The generation loop: one segment after the other from ACE-Step, one task at a time. */
package worksound.inference;
