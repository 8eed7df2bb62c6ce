// @ts-check
/**
 * What the person has chosen, kept in the browser from visit to visit. A value that is missing or makes no sense is the
 * default's.
 *
 * @typedef {typeof DEFAULTS} Settings
 * @typedef {ReturnType<typeof createSettings>} SettingsStore
 */
import { areFavourites } from './favourites.js';
import * as log from '../util/log.js';

const KEY = 'worksound.settings';

const DEFAULTS = {
  /** Place of the volume slider, 0…1. */
  volume: 1,
  muted: false,
  /** Length of the crossfade in seconds; null: what the server is configured for. */
  fadeSeconds: /** @type {number | null} */ (null),
  language: /** @type {string | null} */ (null),
  /** Prompts used, newest first. */
  recent: /** @type {string[]} */ ([]),
  /** In the person's order. */
  favourites: /** @type {import('./music-name.js').Favourite[]} */ ([]),
  timer: 'off',
  appearance: 'system',
  detailsOpen: false,
  /** Whether single keys are shortcuts. */
  singleKeys: true,
};

/** @type {Record<keyof Settings, (value: any) => boolean>} */
const MAKES_SENSE = {
  volume: value => typeof value === 'number' && value >= 0 && value <= 1,
  muted: value => typeof value === 'boolean',
  fadeSeconds: value => value === null || (typeof value === 'number' && value >= 0.1 && value <= 15),
  language: value => value === null || typeof value === 'string',
  recent: value => Array.isArray(value) && value.every(each => typeof each === 'string'),
  favourites: areFavourites,
  timer: value => typeof value === 'string',
  appearance: value => typeof value === 'string',
  detailsOpen: value => typeof value === 'boolean',
  singleKeys: value => typeof value === 'boolean',
};

/** @param {Pick<Storage, 'getItem' | 'setItem'>} storage as `localStorage` */
export function createSettings(storage) {
  const settings = { ...DEFAULTS, ...read(storage) };

  return {
    /** Takes over what another tab has stored. */
    refresh: () => Object.assign(settings, read(storage)),

    /** @template {keyof Settings} K @param {K} key @returns {Settings[K]} */
    get: key => settings[key],

    /**
     * What other tabs have stored of the other settings stays.
     *
     * @template {keyof Settings} K @param {K} key @param {Settings[K]} value kept even if the browser cannot store it
     */
    set(key, value) {
      settings[key] = value;
      try {
        storage.setItem(KEY, JSON.stringify({ ...settings, ...read(storage), [key]: value }));
      } catch (error) {
        log.info(`the browser does not keep settings: ${log.messageOf(error)}`);
      }
    },
  };
}

/** @param {Pick<Storage, 'getItem'>} storage @returns {Partial<Settings>} what is stored and makes sense */
function read(storage) {
  try {
    const stored = JSON.parse(storage.getItem(KEY) ?? '{}');
    return Object.fromEntries(Object.entries(stored).filter(([key, value]) =>
      MAKES_SENSE[/** @type {keyof Settings} */ (key)]?.(value)));
  } catch (error) {
    log.info(`the settings cannot be read, the defaults are used: ${log.messageOf(error)}`);
    return {};
  }
}
