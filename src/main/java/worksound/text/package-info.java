/** Texts from elsewhere made fit to be shown; imports nothing of worksound. */
package worksound.text;
