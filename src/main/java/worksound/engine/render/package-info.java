/** Records a piece, or a source that is gone on from, to a WAV file. */
package worksound.engine.render;
