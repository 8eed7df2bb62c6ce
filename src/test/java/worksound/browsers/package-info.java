/**
 * Real browsers other than Chromium, and a desktop for them: a display, media keys, and a sound server to hear them with. What they play is
 * recorded where a loudspeaker would be: at the monitor of a PulseAudio null sink.
 */
package worksound.browsers;
