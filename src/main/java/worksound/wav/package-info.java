/** WAV files: read and written block by block, as numbers or as bytes. */
package worksound.wav;
