// @ts-check
/** The buttons that choose the page's language. */
import { language, languageFor, setLanguage } from '../i18n/strings.js';

/**
 * @param {{ settings: import('./settings.js').SettingsStore, onChange: () => void }} wiring
 * @returns {{ translate: () => void }} `translate` marks the language in use
 */
export function createLanguages({ settings, onChange }) {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-language]'));

  setLanguage(languageFor(settings.get('language'), navigator.languages));
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const chosen = /** @type {import('../i18n/strings.js').Language} */ (button.dataset.language);
      settings.set('language', chosen);
      setLanguage(chosen);
      onChange();
      if (button.offsetParent === null) {     // a narrow page hides the language in use
        /** @type {HTMLElement} */ (document.querySelector('[data-language][aria-pressed="false"]')).focus();
      }
    });
  }

  return {
    translate() {
      document.documentElement.lang = language();
      buttons.forEach(button => button.setAttribute('aria-pressed', String(button.dataset.language === language())));
    },
  };
}
