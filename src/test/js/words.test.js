// @ts-check
import { clockTime, problemWords, strings } from '/js/i18n/strings.js';
import { equal, ok, test } from './harness.js';

const CODES = ['prompt-too-long', 'bad-request', 'not-found', 'segment-gone', 'method-not-allowed', 'body-too-large',
  'already-running', 'no-session', 'playback-taken', 'unavailable', 'internal-error', 'unreachable', 'timeout', 'bad-response',
  'generation-failed'];

test('every problem has words of its own, that say what to do', () => {
  const words = CODES.map(code => problemWords({ code }));
  equal(new Set(words).size, CODES.length);
  words.forEach((text, i) => ok(text !== strings.unknownProblem && !text.includes(CODES[i]), `${CODES[i]}: "${text}"`));
});

test('the words of the server are passed on where they say more', () => {
  ok(problemWords({ code: 'internal-error', detail: 'disk full' }).includes('disk full'), 'the detail is shown');
  ok(!problemWords({ code: 'unreachable', detail: 'Failed to fetch' }).includes('fetch'), 'the jargon is not');
});

test('an unknown problem is still a sentence', () => {
  ok(problemWords({ code: 'new-kind', detail: 'words' }).startsWith(strings.unknownProblem), problemWords({ code: 'new-kind' }));
});

test('a time is minutes and seconds', () => {
  equal([0, 5, 65, 600.4].map(clockTime), ['0:00', '0:05', '1:05', '10:00']);
});
