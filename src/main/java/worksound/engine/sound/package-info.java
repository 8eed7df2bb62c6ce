/** How it sounds: the players and what their tones are made of, the noises, the hall, the mixing desk and its loudness meter. */
package worksound.engine.sound;
