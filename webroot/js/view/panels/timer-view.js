// @ts-check
/** The focus timer's choice and what it says. */
import { element, setHidden, setText } from '../dom.js';
import { clockTime, strings } from '../../i18n/strings.js';
import { PLANS } from '../../timer/timer.js';

/**
 * @param {object} wiring
 * @param {ReturnType<typeof import('../../timer/focus.js').createFocus>} wiring.focus
 * @param {import('../settings.js').SettingsStore} wiring.settings
 */
export function createTimerView({ focus, settings }) {
  const choice = /** @type {HTMLSelectElement} */ (element('timer'));
  const skip = element('timer-skip');

  choice.addEventListener('change', () => {
    settings.set('timer', choice.value);
    focus.choose(choice.value);
    show();
  });
  skip.addEventListener('click', () => focus.skip());
  focus.choose(settings.get('timer'));

  function show() {
    const { phase, left, repeats } = focus.state();
    const time = clockTime(left);
    const words = { off: '', waits: strings.timerWaits, work: repeats ? strings.timerWork(time) : strings.timerLeft(time),
      rest: strings.timerRest(time), over: strings.timerOver };
    setText('timer-words', words[phase]);
    setHidden(skip, !(repeats && (phase === 'work' || phase === 'rest')));
    setText('timer-skip', phase === 'rest' ? strings.timerSkipRest : strings.timerSkipWork);
  }

  return {
    show,
    focus: () => choice.focus(),
    /** Shows everything in the language in use. */
    translate() {
      choice.replaceChildren(new Option(strings.timerOff, 'off'), ...PLANS.map(({ id, work, rest }) =>
        new Option(rest === null ? strings.timerStops(work / 60) : strings.timerBlocks(work / 60, rest / 60), id)));
      choice.value = PLANS.some(plan => plan.id === settings.get('timer')) ? settings.get('timer') : 'off';
      show();
    },
  };
}
