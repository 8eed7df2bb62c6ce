/** How it sounds: the players, what their tones are made of, and the noises. */
package worksound.engine.sound;
