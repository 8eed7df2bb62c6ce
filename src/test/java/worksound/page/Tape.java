package worksound.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An endless stereo signal that is known at every sample, from which segments are cut: what the page plays must be this, with
 * nothing missing, doubled or shifted. A few slow tones with a little noise, so that a shift by one sample shows.
 */
final class Tape {

  static final int RATE = 48_000;
  private static final int HEADER_BYTES = 44;
  private static final int FRAME_BYTES = 4;

  private Tape() {
  }

  /** The sample at {@code frame} of {@code channel} (0 or 1), as 16-bit PCM. */
  static short sample(long frame, int channel) {
    double t = frame / (double) RATE;
    double slow = 0.9 + 0.1 * Math.sin(2 * Math.PI * 0.37 * t + channel);
    double tones = Math.sin(2 * Math.PI * (196 + 40 * channel) * t) + 0.7 * Math.sin(2 * Math.PI * 311.1 * t * (1 + 0.001 * channel))
      + 0.4 * Math.sin(2 * Math.PI * 1_234.5 * t);
    return (short) Math.round(32_767 * (0.22 * slow * tones + 0.05 * noise(frame * 2 + channel)));
  }

  /** The same as a browser decodes it, −1…1. */
  static float at(long frame, int channel) {
    return sample(frame, channel) / 32_768f;
  }

  /** Frames {@code from} to {@code from + frames} as a WAV file: 16-bit stereo. */
  static byte[] wav(long from, int frames) {
    int dataBytes = frames * FRAME_BYTES;
    ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes()).putInt(36 + dataBytes).put("WAVEfmt ".getBytes()).putInt(16);
    wav.putShort((short) 1).putShort((short) 2).putInt(RATE).putInt(RATE * FRAME_BYTES);
    wav.putShort((short) FRAME_BYTES).putShort((short) 16).put("data".getBytes()).putInt(dataBytes);
    for (long frame = from; frame < from + frames; frame++) {
      wav.putShort(sample(frame, 0)).putShort(sample(frame, 1));
    }
    return wav.array();
  }

  /** The left channel as a browser decodes it. */
  static float[] left(long from, int frames) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = at(from + i, 0);
    }
    return samples;
  }

  /** −1…1, the same for the same {@code n} (the finalizer of SplitMix64). */
  private static double noise(long n) {
    long z = (n + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) / (double) Long.MAX_VALUE;
  }
}
