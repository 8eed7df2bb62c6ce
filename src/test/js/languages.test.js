// @ts-check
import { PRESETS } from '/js/view/prompt/presets.js';
import { SHORTCUTS } from '/js/view/panels/shortcuts.js';
import { language, languageFor, LANGUAGES, setLanguage, strings } from '/js/i18n/strings.js';
import { equal, ok, test } from './harness.js';

/** Every key with its kind: words, or a function of so many gaps. @param {object} words @param {string} [path] @returns {string[]} */
const kinds = (words, path = '') => Object.entries(words).flatMap(([key, value]) =>
  typeof value === 'object' ? kinds(value, `${path}${key}.`) : [`${path}${key}: ${typeof value === 'function' ? value.length : 'words'}`]).sort();

/** @param {any} words @returns {string[]} */
const sentences = words => Object.values(words).flatMap(value =>
  typeof value === 'object' ? sentences(value) : [typeof value === 'function' ? value('1', '2') : value]);

/** @requirement B9 */
test('every language has every key, with the same gaps', () => {
  for (const words of Object.values(LANGUAGES)) {
    equal(kinds(words), kinds(LANGUAGES.en));
  }
});

test('nothing is left empty or undefined, whatever the language', () => {
  for (const words of Object.values(LANGUAGES)) {
    sentences(words).forEach(text => ok(typeof text === 'string' && text.trim() !== '' && !text.includes('undefined'), `"${text}"`));
  }
});

test('every sentence is translated', () => {
  const same = ['worksound', '–', 'Ctrl'];
  const japanese = sentences(LANGUAGES.ja).filter(text => /[A-Za-z]{4}/.test(text) && !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text));
  equal(japanese.filter(text => !same.includes(text) && !/^ACE-Step/.test(text)), []);
});

test('the page asks for no words that do not exist', async () => {
  const html = new DOMParser().parseFromString(await (await fetch('/index.html')).text(), 'text/html');
  const marks = ['text', 'label', 'title', 'placeholder'];
  const asked = marks.flatMap(mark => [...html.querySelectorAll(`[data-${mark}]`)].map(each => each.getAttribute(`data-${mark}`) ?? ''));
  ok(asked.length > 20, `${asked.length} marked elements`);
  equal(asked.filter(key => !(key in LANGUAGES.en)), []);
});

test('an installed page knows who it is and which language it speaks first', async () => {
  const { id, lang, start_url: start } = await (await fetch('/manifest.json')).json();
  equal([id, lang, start], ['/', 'en', '/']);
});

test('ten or more presets and every shortcut have words', () => {
  ok(PRESETS.length >= 10, `${PRESETS.length} presets`);
  for (const words of Object.values(LANGUAGES)) {
    equal(Object.keys(words.presets).sort(), [...PRESETS].sort());
    equal(new Set(Object.values(words.presetPrompts)).size, PRESETS.length);
    equal(SHORTCUTS.filter(([, action]) => !(action in words.shortcut)), []);
  }
});

test('the browser chooses, unless the person has', () => {
  equal(languageFor(null, ['ja-JP', 'en']), 'ja');
  equal(languageFor(null, ['fr', 'en-GB', 'ja']), 'en');
  equal(languageFor(null, ['fr']), 'en');
  equal(languageFor('ja', ['en']), 'ja');
  equal(languageFor('xx', ['ja']), 'ja');
});

test('whoever imports the words sees the language change', () => {
  setLanguage('ja');
  equal([language(), strings.play], ['ja', '再生']);
  setLanguage('en');
  equal([language(), strings.play], ['en', 'Play']);
});
