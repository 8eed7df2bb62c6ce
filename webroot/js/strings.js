// @ts-check
/**
 * Every word the page says, in one place. A sentence with a gap is a function; what fills the gap is already formatted.
 *
 * @typedef {typeof english} Strings
 */

const english = {
  wordmark: 'worksound',
  promptLabel: 'What should it sound like?',
  promptPlaceholder: 'Warm pads, slow piano, soft rain. Leave it empty for calm ambient music.',
  play: 'Play',
  again: 'Try again',
  takeBack: 'Play here',
  stop: 'Stop',
  apply: 'Apply',
  factSegment: 'Segment',
  factBuffered: 'Buffered',
  factDelay: 'Download delay',
  factSpeed: 'Generation',
  factUnderruns: 'Interruptions',
  none: '–',

  states: { idle: 'idle', generating: 'generating', downloading: 'downloading', playing: 'playing', error: 'error' },
  headlines: {
    idle: 'Music to work to, for as long as you work',
    generating: 'Composing for you',
    downloading: 'Almost there',
    playing: 'Playing until you stop',
    error: 'The music needs a hand',
  },
  idleDetail: 'Describe it or leave the field empty, then press Play. It goes on until you press Stop.',
  idleRunning: 'Music is running on the server. Press Play to hear it here.',
  waiting: 'Waiting for the server to begin.',
  playingDetail: 'The next segment is on its way.',
  playsOn: (/** @type {string} */ seconds) => `The music you have plays on for ${seconds}.`,
  downloadingSegment: (/** @type {number} */ index, /** @type {string} */ percent) => `Downloading segment ${index}: ${percent}`,
  generatingSegment: (/** @type {number} */ index, /** @type {string} */ percent) => `Generating segment ${index}: ${percent}`,
  about: (/** @type {string} */ seconds) => `, about ${seconds} left`,
  attempt: (/** @type {number} */ attempt) => `, attempt ${attempt}`,
  segmentReady: (/** @type {number} */ index) => `Segment ${index} is ready.`,

  changeSent: 'Sending the new prompt…',
  changeApplies: (/** @type {number} */ index, /** @type {string} */ when) => `Applies from segment ${index}${when}.`,
  changeHeard: (/** @type {string} */ time) => `, heard in about ${time}`,
  promptHint: 'A new prompt shapes the next segment to be generated.',
  characters: (/** @type {number} */ left) => `${left} characters left`,

  engineBuiltin: 'Built-in engine (not ACE-Step)',
  engineAcestep: (/** @type {string} */ model) => `ACE-Step · ${model}`,
  engineUnreachable: 'not reachable',
  engineFellBack: 'fallback model',

  taken: 'Another page plays this music now. Press Play here to take it back.',
  stoppedElsewhere: 'The session was stopped elsewhere. Press Play to begin a new one.',
  resumeByHand: 'The music is still running. Press Play to go on where you left off.',
  unreachableWhilePlaying: 'The server does not answer. What is already here plays on; the page keeps trying.',
  unreachable: 'The server does not answer. Check that worksound is running; the page keeps trying.',
  retryingDownload: (/** @type {string} */ why) => `The download failed (${why}). Trying again.`,

  seconds: (/** @type {string} */ number) => `${number}\u00a0s`,
  percent: (/** @type {number} */ whole) => `${whole}\u00a0%`,
  timesRealTime: (/** @type {string} */ factor) => `${factor}×\u00a0real\u00a0time`,

  /** What went wrong and what to do about it, by problem code. */
  problems: /** @type {Record<string, string>} */ ({
    'prompt-too-long': 'The prompt is too long. Shorten it to 2,000 characters and try again.',
    'bad-request': 'The server did not understand the request. Reload the page and try again.',
    'not-found': 'The server does not know this address. Reload the page; if it stays, page and server differ in version.',
    'segment-gone': 'This piece of music has already been deleted. The page goes on with the newest one.',
    'method-not-allowed': 'The server refuses this kind of request. Reload the page; page and server differ in version.',
    'body-too-large': 'The prompt is too large for the server. Shorten it and try again.',
    'already-running': 'Music is already running. Press Play to listen in.',
    'no-session': 'No music is running any more. Press Play to begin.',
    'playback-taken': 'Another page plays this music now. Press Play here to take it back.',
    unavailable: 'The server is not ready. Wait a moment, then press Try again.',
    'internal-error': 'The server failed. Press Try again; its log says why.',
    unreachable: 'The server does not answer. Check that worksound is running, then press Try again.',
    timeout: 'The server takes too long to answer. Check the connection, then press Try again.',
    'bad-response': 'The server gave an answer the page cannot read. Reload the page and try again.',
    'cannot-decode': 'The browser cannot decode the music. Press Try again.',
    'generation-failed': 'The next piece of music could not be generated. Press Try again to go on.',
  }),
  unknownProblem: 'Something unexpected went wrong. Press Try again.',
  serverSays: (/** @type {string} */ words) => `The server says: ${words}`,
};

/** The words in use. @type {Strings} */
export const strings = english;

/**
 * @param {{ code: string, detail?: string }} problem
 * @returns {string} what is wrong and what to do, with the server's own words where ours do not say it all
 */
export function problemWords({ code, detail }) {
  const ours = strings.problems[code];
  const silent = ['prompt-too-long', 'playback-taken', 'already-running', 'unreachable', 'timeout', 'cannot-decode'];
  const theirs = detail && !silent.includes(code) ? strings.serverSays(detail) : '';
  return [ours ?? strings.unknownProblem, theirs].filter(Boolean).join(' ');
}

/** @param {number} seconds @returns {string} minutes and seconds, as 1:05 */
export function clockTime(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
