// @ts-check
/** English for listening with something else than the page. */

export const listening = {
  inPlayer: (/** @type {string} */ name) => `in ${name}`,
  inPlayerOnServer: (/** @type {string} */ name) => `in ${name} on the server’s machine`,
  unnamedPlayer: 'another player',
  idleInPlayer: (/** @type {string} */ where) => `Playing ${where}. Press Play here to take over.`,
  takenByPlayer: (/** @type {string} */ where) => `Playing ${where}.`,
  streaming: 'Keeps playing with the screen locked. Play here brings the music back to this page.',
  listenTitle: 'Listen on anything',
  listenHint: 'mpv, VLC, a speaker, Home Assistant: whatever plays a web radio plays this address. The music goes on there from where it is, and comes back with Play here.',
  listenAddress: 'Address of the music',
  listenUnknown: 'The server did not say the address. Close this and open it again to retry.',
  listenLocal: 'Works on this machine only. README, “Listening elsewhere”, says how other devices reach it.',
  listenQr: 'QR code of the address',
  copyAddress: 'Copy address',
  addressCopied: 'Address copied.',
  addressNotCopied: 'The browser refuses the clipboard. The address is selected: copy it with Ctrl or ⌘ and C.',
  streamHere: 'Keep playing with the screen locked',
  streamHereHint: 'For phones: this browser plays the address itself, which goes on when the page sleeps',
};
