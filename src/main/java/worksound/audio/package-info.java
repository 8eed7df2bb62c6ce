/** WAV files: examined when they arrive, cut into seeds, found for the page, deleted when no longer needed. */
package worksound.audio;
