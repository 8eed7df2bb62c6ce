// @ts-check
/** Hands the person a file made in the browser. Nothing is sent anywhere. */

/** The browser has taken the data over by then. */
const RELEASE_MILLISECONDS = 30_000;

/** @param {string} name @param {BlobPart[]} parts of a WAV file */
export function saveWav(name, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type: 'audio/wav' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), RELEASE_MILLISECONDS);
}

/** @param {string} what as `part-8` @param {Date} now @returns {string} as `worksound-part-8-20261122-1830.wav`, local time */
export function fileName(what, now) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `worksound-${what}-${day}-${two(now.getHours())}${two(now.getMinutes())}.wav`;
}
