/** The drum kit. */
package worksound.engine.sound.drums;
