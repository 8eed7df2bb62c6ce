// @ts-check
/** Posts every sample it is given, interleaved stereo, in pieces of 4096 frames. It counts samples itself and stamps nothing. */
const PIECE_FRAMES = 4096;

class Recorder extends AudioWorkletProcessor {
  piece = new Float32Array(PIECE_FRAMES * 2);
  filled = 0;

  /** @param {Float32Array[][]} inputs */
  process([[left, right]]) {
    const frames = left?.length ?? 128;
    for (let i = 0; i < frames; i++) {
      this.piece[this.filled++] = left?.[i] ?? 0;
      this.piece[this.filled++] = right?.[i] ?? 0;
    }
    if (this.filled === this.piece.length) {
      this.port.postMessage(this.piece);
      this.filled = 0;
    }
    return true;
  }
}
registerProcessor('recorder', Recorder);
