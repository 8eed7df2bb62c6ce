/** One ACE-Step server behind one facade, and which of several is used. */
package worksound.inference.acestep;
