/**
 * The built-in engine: ACE-Step 1.5's HTTP interface on a loopback port in front of a small synthesizer, so that music
 * needs no GPU. Only {@link worksound.engine.EngineVerticle} faces the outside. Each package knows only those below it:
 *
 * <pre>
 *   EngineVerticle   the port and the folder
 *     api            HTTP: tasks, their queue, uploads and downloads
 *       render       renders a task to a WAV file
 *         repaint    knows a context again and goes on from it
 *           prompt   words → style
 *           sound    how it sounds: instruments, noises, hall, mixing desk
 *             score  what is played when: style, harmony, voices, notes
 * </pre>
 *
 * <p>Time is counted in samples of the <em>score</em>, from the first sample of a piece and without an end. Everything
 * that moves (phases, filters, noise) is a function of score time, so a renderer that starts anywhere sounds, once its
 * tails have settled, exactly as one that has played from the beginning.
 */
package worksound.engine;
