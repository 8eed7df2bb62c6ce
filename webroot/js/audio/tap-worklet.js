// @ts-check
/** Passes on what is played as interleaved 16-bit stereo, half a second at a time. It puts out silence. */
const PIECE_SECONDS = 0.5;

class Tap extends AudioWorkletProcessor {
  piece = new Int16Array(2 * PIECE_SECONDS * sampleRate);
  filled = 0;

  /** @param {Float32Array[][]} inputs */
  process([[left, right = left]]) {
    const frames = left?.length ?? 0;
    for (let i = 0; i < frames; i++) {
      this.piece[this.filled++] = pcm(left[i]);
      this.piece[this.filled++] = pcm(right[i]);
      if (this.filled === this.piece.length) {
        this.port.postMessage(this.piece, [this.piece.buffer]);
        this.piece = new Int16Array(2 * PIECE_SECONDS * sampleRate);
        this.filled = 0;
      }
    }
    return true;
  }
}

/** @param {number} sample −1…1; more is clipped @returns {number} */
const pcm = sample => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));

registerProcessor('tap', Tap);
