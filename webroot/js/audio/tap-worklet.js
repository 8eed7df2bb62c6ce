// @ts-check
/**
 * Passes on what is played as interleaved 16-bit stereo, about half a second at a time. It puts out silence. What comes 375 times a second
 * is only copied; a whole piece is converted in one go, which costs a tenth of that.
 */
const PIECE_SECONDS = 0.5;

class Tap extends AudioWorkletProcessor {
  left = new Float32Array(PIECE_SECONDS * sampleRate);
  right = new Float32Array(PIECE_SECONDS * sampleRate);
  filled = 0;

  /** @param {Float32Array[][]} inputs */
  process(inputs) {
    const [input] = inputs;
    if (input.length > 0) {
      this.take(input[0], input[input.length - 1]);
    }
    return true;
  }

  /** @param {Float32Array} left @param {Float32Array} right the same samples in mono */
  take(left, right) {
    if (this.filled + left.length > this.left.length) {
      this.passOn();
    }
    this.left.set(left, this.filled);
    this.right.set(right, this.filled);
    this.filled += left.length;
  }

  passOn() {
    const pcm = interleaved(this.left, this.right, this.filled);
    this.port.postMessage(pcm, [pcm.buffer]);
    this.filled = 0;
  }
}

/**
 * @param {Float32Array} left  samples −1…1; more is clipped
 * @param {Float32Array} right
 * @param {number} frames
 * @returns {Int16Array<ArrayBuffer>}
 */
function interleaved(left, right, frames) {
  const pcm = new Int16Array(2 * frames);
  for (let i = 0; i < frames; i++) {
    pcm[2 * i] = Math.max(-32_768, Math.min(32_767, Math.round(left[i] * 32_768)));
    pcm[2 * i + 1] = Math.max(-32_768, Math.min(32_767, Math.round(right[i] * 32_768)));
  }
  return pcm;
}

registerProcessor('tap', Tap);
