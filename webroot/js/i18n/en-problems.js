// @ts-check
/** English: what went wrong and what to do about it, by problem code. */

export const problems = {
  'prompt-too-long': 'The prompt is too long. Shorten it to 2,000 characters and try again.',
  'bad-request': 'The server did not understand the request. Reload the page and try again.',
  'not-found': 'The server does not know this address. Reload the page; if it stays, page and server differ in version.',
  'segment-gone': 'This part has been deleted already. The page goes on with the newest one.',
  'method-not-allowed': 'The server refuses this kind of request. Reload the page; page and server differ in version.',
  'body-too-large': 'The prompt is too large for the server. Shorten it and try again.',
  'already-running': 'Music is already running. Press Play to listen in.',
  'no-session': 'No music is running any more. Press Play to begin.',
  'playback-taken': 'Playing in another tab or on another device. Press Play here to take it back.',
  unavailable: 'The server is not ready. Wait a moment, then press Try again.',
  'internal-error': 'The server failed. Press Try again; its log says why.',
  unreachable: 'The server does not answer. Check that worksound is running, then press Try again.',
  timeout: 'The server takes too long to answer. Check the connection, then press Try again.',
  'bad-response': 'The server gave an answer the page cannot read. Reload the page and try again.',
  'cannot-decode': 'The browser cannot decode the music. Press Try again.',
  'cannot-save': 'The file could not be made. Show the log to see why.',
  'generation-failed': 'The next part could not be generated. Press Try again to go on.',
};
