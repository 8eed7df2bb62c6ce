/** The files of segments on disk: who owns the folder, seeds cut ahead, what is resumed after a restart, what is deleted. */
package worksound.audio.store;
