// @ts-check
import { areFavourites, canKeep, keep, move, remove, rename } from '/js/view/favourites.js';
import { firstWords, musicName, presetOf, shortened } from '/js/view/music-name.js';
import { linkTo, promptIn } from '/js/view/prompt/prompt-link.js';
import { createSettings } from '/js/view/settings.js';
import { setLanguage, strings } from '/js/i18n/strings.js';
import { equal, ok, test } from './harness.js';

const rain = { name: 'Rain', prompt: 'quiet rain' };
const snow = { name: 'Snow', prompt: 'slow snow' };
const wind = { name: 'Wind', prompt: 'soft wind' };

test('a favourite is kept at the end, one prompt once, and none without words', () => {
  equal(keep([rain], { name: 'S', prompt: ' slow snow ' }), [rain, { name: 'S', prompt: 'slow snow' }]);
  equal(keep([rain], { name: 'again', prompt: 'quiet rain' }), [rain]);
  equal([canKeep([rain], 'quiet rain '), canKeep([rain], '  '), canKeep([rain], 'snow')], [false, false, true]);
});

test('there is room for 24 favourites', () => {
  const many = Array.from({ length: 30 }, (_, i) => `prompt ${i}`)
    .reduce((/** @type {typeof rain[]} */ kept, prompt) => keep(kept, { name: prompt, prompt }), []);
  equal([many.length, canKeep(many, 'one more')], [24, false]);
});

test('favourites are named, put in order and removed', () => {
  equal(rename([rain, snow], 1, '  Winter '), [rain, { ...snow, name: 'Winter' }]);
  equal(rename([rain], 0, '   '), [rain]);
  equal(rename([rain], 0, 'x'.repeat(60))[0].name.length, 40);
  equal(move([rain, snow, wind], 2, -1), [rain, wind, snow]);
  equal(move([rain, snow, wind], 0, -1), [rain, snow, wind]);
  equal(move([rain, snow, wind], 2, 1), [rain, snow, wind]);
  equal(remove([rain, snow, wind], 1), [rain, wind]);
});

test('what the browser has stored as favourites is one list of names and prompts, or nothing', () => {
  equal([[], [rain], [{ name: '', prompt: 'x' }], [{ name: 'x' }], 'x', null, new Array(25).fill(rain)].map(areFavourites),
    [true, true, false, false, false, false, false]);
});

test('what one tab stores leaves what another one has stored', () => {
  let stored = '';
  const storage = { getItem: () => stored || null, setItem: (/** @type {string} */ _, /** @type {string} */ value) => { stored = value; } };
  const [one, other] = [createSettings(storage), createSettings(storage)];
  one.set('favourites', [rain]);
  other.set('volume', 0.4);
  equal([createSettings(storage).get('favourites'), createSettings(storage).get('volume')], [[rain], 0.4]);
  other.refresh();
  equal(other.get('favourites'), [rain]);
});

test('music is called as the person calls it, else as its preset, else by its first words', () => {
  const cafe = strings.presetPrompts.cafe;
  equal([musicName(` ${cafe} `, []), musicName(cafe, [{ name: 'Mine', prompt: cafe }]), musicName('slow snow', [])],
    ['Rainy café', 'Mine', 'slow snow']);
  setLanguage('ja');
  equal([presetOf(cafe), musicName(cafe, [])], ['cafe', '雨のカフェ']);
  setLanguage('en');
});

test('a long prompt is called by its first clauses, else by its first words, and never by more than 40 characters', () => {
  equal(firstWords('instrumental ambient focus music, smooth continuous texture, no vocals'), 'instrumental ambient focus music');
  equal(firstWords('a slow piano in an empty house by the sea while it rains and rains'), 'a slow piano in an empty house by the…');
  equal(firstWords('\n  two\n lines '), 'two lines');
  equal([...firstWords('雨'.repeat(2_000))].length, 41);
  ok([...shortened('🎹'.repeat(200), 40)].every(each => each === '🎹' || each === '…'), 'no character is cut in two');
});

test('a link brings a prompt as it was, and no more than the server takes', () => {
  const prompt = '雨 & piano, 100% #slow + warm';
  const link = linkTo('https://example.org/?x=1#old', prompt);
  ok(link.startsWith('https://example.org/#prompt='), link);
  equal(promptIn(new URL(link).hash, 2_000), prompt);
  equal(promptIn(`#prompt=${'x'.repeat(3_000)}`, 2_000)?.length, 2_000);
  equal(promptIn(`#prompt=${'🎹'.repeat(2_000)}`, 2_000), '🎹'.repeat(2_000));
  equal(promptIn(`#prompt=x${'🎹'.repeat(2_000)}`, 2_000), `x${'🎹'.repeat(1_999)}`);
  equal(['', '#', '#prompt=', '#prompt=%20', '#other=1'].map(hash => promptIn(hash, 2_000)), [null, null, null, null, null]);
});
