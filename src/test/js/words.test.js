// @ts-check
import { clockTime, explanationWords, inSentences, LANGUAGES, problemWords, setLanguage, strings } from '/js/i18n/strings.js';
import { equal, ok, test } from './harness.js';

const CODES = ['prompt-too-long', 'bad-request', 'not-found', 'segment-gone', 'method-not-allowed', 'body-too-large',
  'already-running', 'no-session', 'playback-taken', 'unavailable', 'internal-error', 'unreachable', 'timeout', 'bad-response',
  'generation-failed'];

test('every problem has words of its own, that say what to do', () => {
  const words = CODES.map(code => problemWords({ code }));
  equal(new Set(words).size, CODES.length);
  words.forEach((text, i) => ok(text !== strings.unknownProblem && !text.includes(CODES[i]), `${CODES[i]}: "${text}"`));
});

test('why the music cannot be made is said after what to do', () => {
  const explanation = { code: 'wrong-model', args: { used: 'turbo', expected: 'sft' }, detail: null };
  equal(problemWords({ code: 'generation-failed', explanation }),
    `${strings.problems['generation-failed']} ACE-Step used turbo instead of sft.`);
});

test('between two sentences there is a space where the language has one', () => {
  equal(inSentences(['One.', '', 'Two.']), 'One. Two.');
  equal([inSentences([]), LANGUAGES.ja.twoSentences('一。', '二。')], ['', '一。二。']);
});

test('a refusal without words of its own has those of the explanation', () =>
  ok(problemWords({ code: 'disk-full' }).includes('audio.dir'), problemWords({ code: 'disk-full' })));

test('a full disk is told in words that hold after generation was given up, too', () =>
  equal(explanationWords({ code: 'disk-full', args: {}, detail: null }),
    'The disk with the folder for segments (audio.dir) is full. Make room there.'));

test('numbers are rounded, lists are joined, and what is not known has words too', () => {
  equal(explanationWords({ code: 'too-slow', args: { segments: 3, seconds: 61.24 }, detail: null }),
    '3 parts in a row took longer to make than to play, the last one 61.2 s.');
  ok(explanationWords({ code: 'models-missing', args: { models: ['a', 'b'], command: 'c' }, detail: null }).startsWith('a · b cannot'), 'a list');
  equal(explanationWords({ code: 'new-kind', args: {}, detail: null }), strings.unknownExplanation);
  ok(!explanationWords({ code: 'unreachable', args: {}, detail: null }).includes('undefined'), 'an argument that is missing');
});

test('the words of ACE-Step are marked as its own, in both languages', () => {
  const explanation = { code: 'out-of-memory', args: {}, detail: 'CUDA out of memory' };
  equal(explanationWords(explanation), 'The GPU host ran out of memory. (original message: “CUDA out of memory”)');
  setLanguage('ja');
  equal(explanationWords(explanation), 'GPU ホストのメモリが足りません。（原文：「CUDA out of memory」）');
  setLanguage('en');
});

test('every code that the server may send has a sentence, with the same gaps in every language', async () => {
  const schemas = (await (await fetch('/openapi.json')).json()).components.schemas;
  const gaps = (/** @type {string} */ sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  const described = schemas.Explanation.properties;
  for (const { explanations } of Object.values(LANGUAGES)) {
    equal(Object.keys(explanations).sort(), [...described.code.enum].sort());
    for (const [code, sentence] of Object.entries(explanations)) {
      equal(gaps(sentence), gaps(/** @type {Record<string, string>} */ (LANGUAGES.en.explanations)[code]));
      for (const name of gaps(sentence)) {
        const listed = new RegExp(`\\b${name}\\b[^()]*\\([^)]*\\b${code}\\b`);
        ok(listed.test(described.args.description), `openapi.json names no argument ${name} of ${code}`);
      }
    }
  }
});

test('an unknown problem is still a sentence', () => equal(problemWords({ code: 'new-kind' }), strings.unknownProblem));

test('a time is minutes and seconds', () => {
  equal([0, 5, 65, 600.4].map(clockTime), ['0:00', '0:05', '1:05', '10:00']);
});
