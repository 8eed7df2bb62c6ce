/** The audio verticle: what arrives is examined and made playable, cut into seeds, found for the page, deleted when no longer needed. */
package worksound.audio;
