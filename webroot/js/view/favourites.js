// @ts-check
/**
 * The prompts a person keeps, in the order that they give them. Pure.
 *
 * @typedef {import('./music-name.js').Favourite} Favourite
 */
import { firstCharacters } from '../util/characters.js';
import { MAX_NAME_LENGTH } from './music-name.js';

const MOST = 24;

/** @param {readonly Favourite[]} favourites @param {Favourite} added @returns {Favourite[]} with it at the end; one prompt is kept once */
export function keep(favourites, { name, prompt }) {
  const trimmed = prompt.trim();
  const known = trimmed === '' || favourites.some(each => each.prompt === trimmed);
  return known || favourites.length >= MOST ? [...favourites] : [...favourites, { name, prompt: trimmed }];
}

/** @param {readonly Favourite[]} favourites @param {string} prompt @returns {boolean} whether there is room for it and it is not kept yet */
export const canKeep = (favourites, prompt) => keep(favourites, { name: '', prompt }).length > favourites.length;

/** @param {readonly Favourite[]} favourites @param {number} at @param {string} name @returns {Favourite[]} an empty name changes nothing */
export function rename(favourites, at, name) {
  const trimmed = firstCharacters(name.trim(), MAX_NAME_LENGTH);
  return favourites.map((each, i) => (i === at && trimmed !== '' ? { ...each, name: trimmed } : each));
}

/** @param {readonly Favourite[]} favourites @param {number} at @param {number} by places: −1 is one earlier @returns {Favourite[]} */
export function move(favourites, at, by) {
  const moved = [...favourites];
  const to = Math.min(moved.length - 1, Math.max(0, at + by));
  moved.splice(to, 0, ...moved.splice(at, 1));
  return moved;
}

/** @param {readonly Favourite[]} favourites @param {number} at @returns {Favourite[]} */
export const remove = (favourites, at) => favourites.filter((_, i) => i !== at);

/** @param {any} value as read from the browser @returns {boolean} whether it is a list of favourites */
export const areFavourites = value => Array.isArray(value) && value.length <= MOST && value.every(each =>
  typeof each?.name === 'string' && each.name !== '' && typeof each.prompt === 'string' && each.prompt !== '');
