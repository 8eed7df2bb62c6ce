/** What a segment is like, and whether it may be played: levels, loudness, seam with its source, quality gate, gain. */
package worksound.audio.analysis;
