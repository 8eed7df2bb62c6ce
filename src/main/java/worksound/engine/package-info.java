/**
 * The built-in engine: ACE-Step 1.5's HTTP interface on a loopback port in front of a small synthesizer, so that music
 * needs no GPU. Only {@link worksound.engine.EngineVerticle} faces the outside.
 *
 * <p>Time is counted in samples of the <em>score</em>, from the first sample of a piece and without an end. Everything
 * that moves (phases, filters, noise) is a function of score time, so a renderer that starts anywhere sounds, once its
 * tails have settled, exactly as one that has played from the beginning.
 */
package worksound.engine;
