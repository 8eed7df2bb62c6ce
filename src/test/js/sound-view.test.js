// @ts-check
import { createOutput } from '/js/audio/output.js';
import { createSegmentCache } from '/js/loading/segment-cache.js';
import { createSoundView } from '/js/view/panels/sound-view.js';
import { createSettings } from '/js/view/settings.js';
import { equal, test } from './harness.js';
import { snapshotOf } from './samples.js';

/**
 * What is shown of the crossfade's length.
 *
 * @param {number} crossfade_seconds as configured @param {number} overlap_seconds likewise @param {number | null} [chosen]
 * @param {number | null} [elsewhere] chosen later, in another tab
 */
function shown(crossfade_seconds, overlap_seconds, chosen = null, elsewhere = chosen) {
  let stored = chosen;
  const page = document.createElement('div');
  page.innerHTML = ['mute', 'save-segment', 'save-recent', 'saved', 'save-segment-label', 'save-recent-label', 'crossfade-value']
    .map(id => `<button id="${id}"></button>`).join('')
    + '<input id="volume" type="range" max="1" step="0.01"><input id="crossfade" type="range" min="3" max="5" step="0.5">';
  document.body.append(page);
  const settings = createSettings({ getItem: () => JSON.stringify({ fadeSeconds: stored }), setItem: () => undefined });
  const nothing = () => undefined;
  const view = createSoundView({
    settings, output: createOutput(), segmentCache: createSegmentCache(), heard: () => null, onSaving: nothing, onFailure: nothing,
  });
  view.translate();
  const timing = { ...snapshotOf().timing, crossfade_seconds, overlap_seconds };
  view.configure(timing);
  stored = elsewhere;
  settings.refresh();
  view.configure(timing);
  const slider = /** @type {HTMLInputElement} */ (page.querySelector('#crossfade'));
  const { min, max, step } = slider;
  const label = page.querySelector('#crossfade-value')?.textContent;
  page.remove();
  return { thumb: slider.valueAsNumber, label: parseFloat(label ?? ''), range: [min, max, step].map(Number) };
}

/** @requirement R17 */
test('the crossfade\'s slider goes from 3 to 5 seconds, and to every length that is configured', () => {
  equal(shown(4, 15), { thumb: 4, label: 4, range: [3, 5, 0.5] });
  equal(shown(8, 15), { thumb: 8, label: 8, range: [3, 8, 0.5] });
  equal(shown(0.3, 15), { thumb: 0.3, label: 0.3, range: [0.3, 5, 0.1] });
  equal(shown(3.33, 15), { thumb: 3.33, label: 3.33, range: [3, 5, 0.01] });
});

test('a chosen crossfade is shown as it is heard: no longer than the overlap, and also where it is no usual one', () => {
  equal(shown(1, 2, 4.5), { thumb: 2, label: 2, range: [1, 2, 0.5] });
  equal(shown(4, 15, 8), { thumb: 8, label: 8, range: [3, 8, 0.5] });
});

test('a crossfade that was chosen in another tab is shown with the next that the server says', () => {
  equal(shown(4, 15, 5, 3), { thumb: 3, label: 3, range: [3, 5, 0.5] });
  equal(shown(4, 15, null, 6), { thumb: 6, label: 6, range: [3, 6, 0.5] });
});
