// @ts-check
/**
 * A segment's decoded music, as pieces that follow one another without a gap. It grows while the segment downloads.
 *
 * @typedef {{ from: number, buffer: AudioBuffer }} Piece  `from`: its first frame in the segment
 */

export class SegmentBuffer {
  /** @type {Piece[]} in order */
  pieces = [];
  /** Frames in the pieces. */
  frames = 0;
  /** Frames of the whole segment, which is known before they are all there. */
  total;
  /** Frames per second. */
  rate;

  /** @param {number} rate frames per second @param {number} total frames of the whole segment */
  constructor(rate, total) {
    this.rate = rate;
    this.total = total;
  }

  /** Adds what follows. @param {AudioBuffer} buffer */
  add(buffer) {
    this.pieces.push({ from: this.frames, buffer });
    this.frames += buffer.length;
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

  /** @param {AudioBuffer} buffer @returns {SegmentBuffer} one piece that is all */
  static of(buffer) {
    const segmentBuffer = new SegmentBuffer(buffer.sampleRate, buffer.length);
    segmentBuffer.add(buffer);
    return segmentBuffer;
  }
}
