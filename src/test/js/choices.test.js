// @ts-check
import { filtered, reportOf } from '/js/view/panels/bug-report.js';
import { rememberDelay, sparkline } from '/js/session/download-delays.js';
import * as log from '/js/util/log.js';
import { addRecent } from '/js/view/prompt/recent-prompts.js';
import { createSettings } from '/js/view/settings.js';
import { actionOf, SHORTCUTS, whereIs } from '/js/view/panels/shortcuts.js';
import { sliderGain, stepped } from '/js/audio/volume.js';
import { equal, near, ok, test } from './harness.js';
import { snapshotOf } from './samples.js';

/** @param {string | null} stored */
const storage = stored => ({ stored, getItem() { return this.stored; }, setItem(/** @type {string} */ _, /** @type {string} */ value) { this.stored = value; } });

test('settings outlive the page', () => {
  const drive = storage(null);
  createSettings(drive).set('volume', 0.4);
  equal([createSettings(drive).get('volume'), createSettings(drive).get('muted')], [0.4, false]);
});

test('settings that make no sense are the defaults', () => {
  equal(createSettings(storage('{"volume": 7, "fadeSeconds": 60, "recent": [1], "muted": true}')).get('volume'), 1);
  equal(createSettings(storage('{"volume": 7, "muted": true}')).get('muted'), true);
  equal(createSettings(storage('not json')).get('fadeSeconds'), null);
});

test('a browser that keeps nothing is no obstacle', () => {
  const settings = createSettings({ getItem: () => null, setItem: () => { throw new Error('full'); } });
  settings.set('volume', 0.3);
  equal(settings.get('volume'), 0.3);
});

test('the middle of the volume slider is 18 dB down, its ends are silence and everything', () => {
  equal([sliderGain(0), sliderGain(1)], [0, 1]);
  near(20 * Math.log10(sliderGain(0.5)), -18.06, 0.01);
});

test('volume steps stay on the slider', () => equal([stepped(0.5, 1), stepped(0.98, 1), stepped(0.02, -1)], [0.55, 1, 0]));

test('the newest prompt comes first, none twice, eight at most', () => {
  equal(addRecent(['a', 'b'], ' b '), ['b', 'a']);
  equal(addRecent(['a'], '  '), ['a']);
  equal(addRecent(['1', '2', '3', '4', '5', '6', '7', '8'], '9').length, 8);
});

test('the last twenty delays are remembered', () => {
  const many = Array.from({ length: 30 }, (_, i) => i).reduce((/** @type {readonly number[]} */ delays, each) => rememberDelay(delays, each), []);
  equal([many.length, many.at(-1)], [20, 29]);
  equal(rememberDelay([1], 1), [1]);
  equal(rememberDelay([1], null), [1]);
});

test('a sparkline fills its picture, zero at the bottom', () => {
  equal(sparkline([0, 2, 1], 64, 18), '0.0,18.0 32.0,0.0 64.0,9.0');
  equal(sparkline([1], 64, 18), '');
});

const press = (/** @type {string} */ key, changes = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...changes });

test('keys are shortcuts outside of text', () => {
  equal(SHORTCUTS.map(([key, action]) => actionOf(press(key), 'page') === action), SHORTCUTS.map(() => true));
  equal(SHORTCUTS.map(([key]) => actionOf(press(key), 'text')), SHORTCUTS.map(() => null));
  equal(actionOf(press('M'), 'page'), 'mute');
});

test('keys that belong to the browser or to a button are left alone', () => {
  equal(actionOf(press('s', { ctrlKey: true }), 'page'), null);
  equal(actionOf(press(' '), 'control'), null);
  equal(actionOf(press('m'), 'control'), 'mute');
});

test('Space scrolls the log while that has the focus', () => {
  const log = Object.assign(document.createElement('div'), { tabIndex: 0 });
  equal([whereIs(log), whereIs(document.body)], ['control', 'page']);
});

test('only the volume repeats while its key is held down', () => {
  equal([actionOf(press('m', { repeat: true }), 'page'), actionOf(press('+', { repeat: true }), 'page')], [null, 'louder']);
});

const entry = (/** @type {number} */ id, /** @type {string} */ text, problem = false) => ({ id, at: '2026-01-01T00:00:00.000Z', text, problem });

test('the log is filtered by words and by problems', () => {
  const entries = [entry(0, 'WAV 0 download started'), entry(1, 'WAV 0 failed', true), entry(2, 'state idle → playing')];
  equal(filtered(entries, 'wav 0', false).map(each => each.id), [0, 1]);
  equal(filtered(entries, '', true).map(each => each.id), [1]);
});

test('problems are remembered long after what happened around them', () => {
  log.error('a problem of this morning', 'no reason');
  for (let i = 0; i < 1_000; i++) {
    log.info(`line ${i}`);
  }
  log.routine('again and again');
  const remembered = log.remembered();
  equal(remembered.map(each => each.text).filter(text => !text.startsWith('line')), ['a problem of this morning: no reason']);
  equal([remembered[0].problem, remembered.at(-1)?.text, remembered.length], [true, 'line 999', 501]);
  ok(remembered.every((each, i) => i === 0 || each.id > remembered[i - 1].id), 'oldest first, none twice');
  const report = reportOf({ now: '2026-01-01', browser: 'a browser', snapshot: null, entries: remembered });
  ok(report.includes('a problem of this morning') && !report.includes('line 1\n'), report);
});

test('problems are remembered within bounds', () => {
  for (let i = 0; i < 700; i++) {
    log.error(`problem ${i}`, 'no reason');
  }
  equal(log.remembered().length, 500);
  for (let i = 0; i < 500; i++) {
    log.info(`line ${i}`);
  }
  equal(log.remembered().length, 600);
});

test('a report holds snapshot and log, and is bounded', () => {
  const entries = Array.from({ length: 500 }, (_, i) => entry(i, `${i} ${'x'.repeat(10_000)}`));
  const snapshot = snapshotOf({ prompt: { current: 'y'.repeat(100_000), pending: null, applies_from_segment: null, heard_in_seconds: null } });
  const text = reportOf({ now: '2026-01-01', browser: 'a browser', snapshot, entries });
  ok(text.includes('"session_id": "s1"') && text.includes('a browser') && text.includes('499 x'), 'all parts are there');
  ok(text.length < 700_000, `${text.length} characters`);
});
