/**
 * Going on from sound that comes back: a piece that is known again is played on from the same sample of its score, unknown
 * music is carried on in its key, and silence is followed by a new piece.
 */
package worksound.engine.repaint;
