// @ts-check
/**
 * The stream, played by a media element of this browser: unlike the page's own sound it goes on while a phone's screen is locked. What is
 * paused is left and, when it is played again, joined anew, for the stream goes on meanwhile. A connection that ends by itself is made
 * again, ever less often, unless the music was stopped, has failed or plays on a page, or the server answers and still sends no stream.
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

/** So many connections in a row without a sound: the stream is refused. A media element does not tell why. */
const REFUSED_FAILURES = 3;

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
  let sounding = false;     // this connection has been heard
  let failures = 0;         // in a row
  let silent = 0;           // connections in a row that ended without a sound
  let connection = 0;       // counts them; an older one means nothing any more

  /** @returns {HTMLMediaElement} */
  function prepared() {
    const made = create();
    made.addEventListener('pause', () => playing && made.paused && !made.ended && pause('by the system'));
    made.addEventListener('timeupdate', () => playing && onTime(made.currentTime));
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
    silent = 0;
    connect();
    onChange();
  }

  function connect() {
    const mine = ++connection;
    sounding = false;
    element ??= prepared();
    element.src = ADDRESS;
    setVolume(volume);
    log.info('the stream is played here');
    element.play().catch(error => mine === connection && error.name === 'NotAllowedError' && pause(log.messageOf(error)));
  }

  /** Browsers say the time also when it goes back to 0 for a new connection. @param {number} played  seconds */
  function onTime(played) {
    sounding = played > 0;
    onChange();
  }

  /** @param {string} why @param {number} played  seconds */
  function onBroken(why, played) {
    failures = played > STEADY_SECONDS ? 0 : failures;
    silent = played > 0 ? 0 : silent + 1;
    sounding = false;
    reconnectLater(why);
    onChange();
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
      if (over || silent >= REFUSED_FAILURES) {
        leave(over ? 'the music is over or plays elsewhere' : 'the server refuses it');
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
    playing = sounding = false;
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
    /** What is paused is left with its session. @param {Snapshot} snapshot */
    update(snapshot) {
      if (paused && isStopped(snapshot)) {
        paused = false;
        onChange();
      }
    },
    isPlaying: () => playing,
    /** Whether it is heard; until then it is connecting. */
    isSounding: () => sounding,
    isPaused: () => paused,
  };
}

/** Whether there is no session, and none to be resumed. @param {Snapshot} snapshot @returns {boolean} */
const isStopped = ({ session_id, resumable }) => session_id === null && resumable === null;

/** Whether the music was stopped, has failed or plays, or is about to play, on a page. @param {Snapshot} snapshot @returns {boolean} */
function isOver(snapshot) {
  const { state, playback } = snapshot;
  const onPage = playback !== null && playback.state !== 'idle' && playback.by.kind === 'page';
  return isStopped(snapshot) || state === 'error' || onPage;
}
