// @ts-check
/**
 * The stream, played by a media element of this browser: unlike the page's own sound it goes on while a phone's screen is locked. What is
 * paused is left and, when it is played again, joined anew, for the stream goes on meanwhile. A connection that ends by itself is made
 * again, ever less often, unless the music was stopped, has failed or plays on a page.
 *
 * @typedef {ReturnType<typeof createStreamElement>} StreamElement
 * @typedef {import('./types.js').Snapshot} Snapshot
 */
import { backoff } from '../util/backoff.js';
import * as log from '../util/log.js';

/** Where the stream is, in the format that every browser plays. */
const ADDRESS = '/listen.mp3';

const RECONNECT_MILLISECONDS = 1_000;
const MAX_RECONNECT_MILLISECONDS = 30_000;

/** A connection that has played for so long was a good one. */
const STEADY_SECONDS = 10;

/**
 * @param {object} wiring
 * @param {() => HTMLMediaElement} wiring.create
 * @param {() => Promise<Snapshot>} wiring.askSnapshot  asks the server for its state
 * @param {(milliseconds: number, action: () => void) => void} wiring.after
 * @param {() => void} wiring.onChange  after every change and while it sounds
 */
export function createStreamElement({ create, askSnapshot, after, onChange }) {
  /** @type {HTMLMediaElement | null} */
  let element = null;
  let playing = false;      // as far as the person is concerned; it may be connecting again
  let paused = false;       // it was played and is to be played again, by the same button of a headset
  let volume = 1;
  let failures = 0;         // in a row
  let connection = 0;       // counts them; an older one means nothing any more

  /** @returns {HTMLMediaElement} */
  function prepared() {
    const made = create();
    made.addEventListener('pause', () => playing && made.paused && !made.ended && pause('by the system'));
    made.addEventListener('timeupdate', () => playing && onChange());
    for (const event of ['ended', 'error']) {
      made.addEventListener(event, () => playing && onBroken(event, made.currentTime));
    }
    return made;
  }

  /** To be called within the person's click. */
  function play() {
    playing = true;
    paused = false;
    failures = 0;
    connect();
    onChange();
  }

  function connect() {
    const mine = ++connection;
    element ??= prepared();
    element.src = ADDRESS;
    setVolume(volume);
    log.info('the stream is played here');
    element.play().catch(error => mine === connection && error.name === 'NotAllowedError' && pause(log.messageOf(error)));
  }

  /** @param {string} why @param {number} played  seconds */
  function onBroken(why, played) {
    failures = played > STEADY_SECONDS ? 0 : failures;
    reconnectLater(why);
  }

  /** @param {string} why */
  function reconnectLater(why) {
    const mine = ++connection;
    const milliseconds = backoff(failures++, RECONNECT_MILLISECONDS, MAX_RECONNECT_MILLISECONDS);
    log.info(`the stream is interrupted (${why}) and is played again in ${milliseconds / 1000} s`);
    after(milliseconds, () => mine === connection && reconnect());
  }

  /** Whoever begins last is heard: what has gone elsewhere on purpose is not fetched back. */
  async function reconnect() {
    const mine = connection;
    try {
      const over = isOver(await askSnapshot());
      if (mine !== connection) {
        return;
      }
      if (over) {
        leave('the music is over or plays elsewhere');
      } else {
        connect();
      }
    } catch (error) {
      if (mine === connection) {
        reconnectLater(log.messageOf(error));
      }
    }
  }

  /** Hangs up. @param {string} why */
  function leave(why) {
    connection++;
    playing = false;
    log.info(`the stream is not played here any more: ${why}`);
    element?.pause();
    element?.removeAttribute('src');
    element?.load();
    onChange();
  }

  /** Hangs up until it is played again. @param {string} why */
  function pause(why) {
    paused = true;
    leave(why);
  }

  /** An iPhone heeds no volume, but `muted`. @param {number} to 0…1 */
  function setVolume(to) {
    volume = to;
    if (element) {
      element.volume = to;
      element.muted = to === 0;
    }
  }

  return {
    play, setVolume,
    /** Hangs up, if it plays, for good. */
    leave() {
      paused = false;
      if (playing) {
        leave('by hand');
      }
    },
    pause: () => pause('paused'),
    isPlaying: () => playing,
    isPaused: () => paused,
  };
}

/** Whether the music was stopped, has failed or plays on a page. @param {Snapshot} snapshot @returns {boolean} */
function isOver({ session_id, resumable, state, playback }) {
  const stopped = session_id === null && resumable === null;
  return stopped || state === 'error' || (playback?.state === 'playing' && playback.by.kind === 'page');
}
