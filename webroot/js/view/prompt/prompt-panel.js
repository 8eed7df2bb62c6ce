// @ts-check
/** All that is about the prompt: the field, what can be chosen with one click, the favourites and the link, and how they go together. */
import { createFavouritesView } from './favourites-view.js';
import { createLinkView } from './link-view.js';
import { createPresetsView } from './presets-view.js';
import { createPromptView } from './prompt-view.js';
import { addRecent } from './recent-prompts.js';

/**
 * @param {object} wiring
 * @param {import('../settings.js').SettingsStore} wiring.settings
 * @param {(prompt: string) => void} wiring.onPlay    what is typed is to begin
 * @param {(prompt: string) => void} wiring.onApply   what is typed is for the music that plays
 * @param {(prompt: string) => void} wiring.onChoose  a preset, a favourite or a recent prompt was clicked
 * @param {() => void} wiring.onRenew   a new piece is wanted
 * @param {() => void} wiring.onUndo
 * @param {() => void} wiring.onRename  the music may have another name now
 */
export function createPromptPanel({ settings, onPlay, onApply, onChoose, onRenew, onUndo, onRename }) {
  const field = createPromptView({ onPlay, onApply, onRenew, onUndo, onChange: () => {
    favourites.showStar();
    links.clear();
  } });
  const presets = createPresetsView({ settings, onChoose });
  const favourites = createFavouritesView({ settings, prompt: field.value, onChange: () => {
    presets.showFavourites();
    onRename();
  } });
  let tried = { prompt: '', field: '' };      // what was asked for last, and what was in the field then
  const links = createLinkView({ prompt: field.value, onPrompt: field.fill });

  window.addEventListener('storage', () => {
    settings.refresh();
    presets.showFavourites();
    favourites.show();
  });

  return {
    value: field.value, focus: field.focus, sent: field.sent, shorten: field.shorten, takeBack: field.takeBack,
    openLink: links.open,
    /** @param {import('../describe.js').Screen} screen */
    show(screen) {
      field.show(screen);
      presets.mark(screen.prompt);
    },
    /** It is among the recent prompts from now on. @param {string} prompt */
    remember(prompt) {
      tried = { prompt, field: field.value() };
      settings.set('recent', addRecent(settings.get('recent'), prompt));
      presets.showRecent();
    },
    /** @returns {string} what was asked for last, unless something else was typed since */
    tried: () => tried.field === field.value() ? tried.prompt : field.value(),
    /** Shows everything in the language in use. */
    translate() {
      presets.translate();
      favourites.show();
      field.translate();
    },
  };
}
