// @ts-check
/** The presets in English: what they are called and what is asked for. */

export const names = {
  focus: 'Deep focus', reading: 'Reading', coding: 'Coding flow', morning: 'Calm morning', cafe: 'Rainy café', night: 'Late night',
  study: 'Lo-fi study', writing: 'Writing', piano: 'Solo piano', ocean: 'By the sea', forest: 'Forest', unwind: 'Unwind',
};

export const prompts = {
  focus: 'instrumental ambient focus music, warm pads, soft piano, steady slow pulse, no vocals, no drums',
  reading: 'quiet acoustic guitar and soft strings, intimate, sparse, slow, no vocals',
  coding: 'minimal electronic, pulsing arpeggio, warm synth pads, soft bass, light beat, 96 bpm, no vocals',
  morning: 'calm bright morning, gentle piano, kalimba, airy pads, warm, unhurried, no vocals',
  cafe: 'mellow jazz café, piano, upright bass, brushed drums, rain against the window, cozy, no vocals',
  night: 'late night ambient, dark warm pads, electric piano, slow, spacious, soft vinyl crackle, no vocals',
  study: 'lo-fi hip hop, dusty electric piano, soft bass, relaxed beat, vinyl crackle, 76 bpm, no vocals',
  writing: 'cinematic neoclassical, felt piano, soft strings, wistful, slow, no drums, no vocals',
  piano: 'solo felt piano, slow, peaceful, spacious reverb, nothing else',
  ocean: 'ocean waves, drifting pads, soft bells, dreamy, very slow, no drums, no vocals',
  forest: 'forest ambience, stream and breeze, kalimba, soft pads, peaceful, no vocals',
  unwind: 'meditation, deep drone, soft bells, choir-like pads, very slow, healing, no drums',
};
