// @ts-check
/**
 * The segments this page holds: the music of the newest two, the waveforms of a few more. What is older goes, so memory stays
 * bounded.
 *
 * @typedef {import('../server/types.js').Segment} Segment
 * @typedef {{ segment: Segment, frames: number, music: AudioBuffer[] | null, envelope: RmsEnvelope }} CachedSegment  `music`: pieces in order,
 *   together `frames` long
 */
import { RmsEnvelope } from '../audio/rms-envelope.js';
import { yieldToEventLoop } from '../util/yield.js';

const HELD_MUSIC = 2;
const HELD_WAVEFORMS = 4;

export function createSegmentCache() {
  /** @type {CachedSegment[]} oldest first */
  let cached = [];

  /** @param {number} index */
  const get = index => cached.find(each => each.segment.index === index) ?? null;

  /**
   * Takes in a piece of a segment's music. A segment whose download begins again replaces what was there of it.
   *
   * @param {Segment} segment @param {number} from the piece's first frame @param {AudioBuffer} buffer
   * @returns {Promise<void>} when its waveform is known
   */
  function put(segment, from, buffer) {
    const entry = from === 0 ? addEntry(segment) : get(segment.index);
    if (!entry?.music || entry.frames !== from) {
      return Promise.resolve();
    }
    entry.music.push(buffer);
    entry.frames += buffer.length;
    return entry.envelope.add(from, buffer, yieldToEventLoop);
  }

  /** @param {Segment} segment @returns {CachedSegment} */
  function addEntry(segment) {
    const entry = { segment, frames: 0, music: [], envelope: new RmsEnvelope(segment.seconds) };
    cached = [...cached.filter(each => each.segment.index !== segment.index), entry].slice(-HELD_WAVEFORMS);
    cached.slice(0, -HELD_MUSIC).forEach(each => { each.music = null; });
    return entry;
  }

  /** @param {number} index @returns {AudioBuffer[] | null} a segment's music as it is now, null while any of it is missing */
  function whole(index) {
    const entry = get(index);
    const rate = entry?.music?.[0]?.sampleRate ?? 0;
    return entry?.music?.length && entry.frames >= Math.round(entry.segment.seconds * rate) ? [...entry.music] : null;
  }

  return {
    put,
    get,
    whole,
    clear() {
      cached = [];
    },
  };
}
