// @ts-check
import { createPromptView } from '/js/view/prompt/prompt-view.js';
import { equal, test } from './harness.js';

test('a prompt is as long as the server counts it, and is shortened to what the server takes without cutting a character in two', () => {
  const page = document.createElement('form');
  page.id = 'prompt-form';
  page.innerHTML = '<textarea id="prompt"></textarea>'
    + ['apply', 'undo', 'renew', 'prompt-count', 'change'].map(id => `<span id="${id}"></span>`).join('');
  document.body.append(page);
  const nothing = () => undefined;
  const view = createPromptView({ onPlay: nothing, onApply: nothing, onRenew: nothing, onUndo: nothing, onChange: nothing });
  const isTooLong = () => page.querySelector('#prompt')?.getAttribute('aria-invalid') === 'true';
  view.fill('🎹'.repeat(2_000));
  equal([isTooLong(), page.querySelector('#prompt-count')?.textContent?.match(/\d,\d{3}/g)], [false, ['2,000', '2,000']]);
  view.fill(`x${'🎹'.repeat(2_000)}`);
  equal(isTooLong(), true);
  view.shorten();
  equal([isTooLong(), view.value()], [false, `x${'🎹'.repeat(1_999)}`]);
  page.remove();
});
