// @ts-check
import { setAttribute, setHidden } from '/js/view/dom.js';
import { equal, test } from './harness.js';

test('the document is touched where something changes and not otherwise', () => {
  const target = document.createElement('div');
  const observer = new MutationObserver(() => undefined);
  observer.observe(target, { attributes: true });
  const touches = (/** @type {() => void} */ write) => {
    write();
    return observer.takeRecords().length;
  };
  const hide = () => setHidden(target, true);
  const show = () => setHidden(target, false);
  const mark = () => setAttribute(target, 'data-kind', 'info');
  equal([hide, hide, show, show, mark, mark].map(touches), [1, 0, 1, 0, 1, 0]);
  equal([target.hidden, target.dataset.kind], [false, 'info']);
});
