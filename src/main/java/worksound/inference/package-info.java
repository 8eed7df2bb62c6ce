/** The inference verticle: keeps the generation loop going, one task of ACE-Step at a time. */
package worksound.inference;
