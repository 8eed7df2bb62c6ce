// @ts-check
/**
 * A segment's decoded music, as pieces that follow one another without a gap. It grows while the segment downloads.
 *
 * @typedef {{ from: number, buffer: AudioBuffer }} Piece  `from`: its first frame in the segment
 */

export class Reel {
  /** @type {Piece[]} in order */
  pieces = [];
  /** Frames in the pieces. */
  frames = 0;
  /** Frames of the whole segment, known before they are all there. */
  total;

  /** @param {number} rate frames per second @param {number} total frames of the whole segment */
  constructor(rate, total) {
    this.rate = rate;
    this.total = total;
  }

  /**
   * Adds music, or leaves out what is there already: a download that was tried again begins anew.
   *
   * @param {number} from its first frame @param {AudioBuffer} buffer @returns {boolean} whether it was new
   */
  put(from, buffer) {
    if (from !== this.frames) {
      return false;
    }
    this.pieces.push({ from, buffer });
    this.frames += buffer.length;
    return true;
  }

  /** No more will come: the segment is as long as what is there. */
  close() {
    this.total = this.frames;
  }

  /** @returns {boolean} whether all of it is there */
  get whole() {
    return this.frames >= this.total;
  }

  /** Seconds of the whole segment. */
  get duration() {
    return this.total / this.rate;
  }

  /** Seconds that are there. */
  get ready() {
    return this.frames / this.rate;
  }

  /** @param {AudioBuffer} buffer @returns {Reel} one piece that is all */
  static of(buffer) {
    const reel = new Reel(buffer.sampleRate, buffer.length);
    reel.put(0, buffer);
    return reel;
  }
}
