package worksound.page;

import com.microsoft.playwright.Page;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * What one AudioContext of a page really put out: interleaved stereo at 48 kHz, from the moment it was created.
 *
 * @param samples left and right in turn
 */
record Recording(float[] samples) {

  /** Below this a sample counts as silent: −80 dB. */
  private static final double SILENCE = 1e-4;

  /** As much music as tells one place on the tape from all others. */
  private static final int COMPARED_FRAMES = 512;

  /** The first sound of all rises over 100 ms. */
  private static final int RISE_FRAMES = Tape.RATE / 10 + Tape.RATE / 100;

  /** Reads back the recording of the page's {@code index}-th AudioContext. */
  static Recording of(Page page, int index) {
    String base64 = (String) page.evaluate("index => recordedBase64(index)", index);
    FloatBuffer floats = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] samples = new float[floats.remaining()];
    floats.get(samples);
    return new Recording(samples);
  }

  /** What a sound server has recorded: interleaved 16-bit stereo, little-endian, without a header. */
  static Recording ofPcm(byte[] pcm) {
    ByteBuffer bytes = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[pcm.length / 4 * 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.getShort(2 * i) / 32_768f;
    }
    return new Recording(samples);
  }

  int frames() {
    return samples.length / 2;
  }

  double seconds() {
    return frames() / (double) Tape.RATE;
  }

  /** The first frame that is not silent, or {@link #frames()}. */
  int firstSound() {
    int frame = 0;
    while (frame < frames() && isSilent(frame)) {
      frame++;
    }
    return frame;
  }

  /** The longest silence between two frames, in milliseconds. */
  double longestSilenceMillis(int from, int to) {
    int longest = 0;
    int run = 0;
    for (int frame = from; frame < to; frame++) {
      run = isSilent(frame) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest * 1000.0 / Tape.RATE;
  }

  boolean isSilent(int frame) {
    return Math.abs(samples[2 * frame]) < SILENCE && Math.abs(samples[2 * frame + 1]) < SILENCE;
  }

  /**
   * How far the recording is from the tape, between two frames of the recording, in dB below the tape's own level.
   *
   * @param tapeAtZero the tape's frame at the recording's frame 0 (may be negative)
   */
  double errorDb(int from, int to, long tapeAtZero) {
    double error = 0;
    double signal = 0;
    for (int frame = from; frame < to; frame++) {
      for (int channel = 0; channel < 2; channel++) {
        double wanted = Tape.sample(frame + tapeAtZero, channel) / 32_768.0;
        double difference = samples[2 * frame + channel] - wanted;
        error += difference * difference;
        signal += wanted * wanted;
      }
    }
    return 10 * Math.log10(Math.max(error, 1e-30) / signal);
  }

  /**
   * How far the recording is from the tape from its first sound (after the rise) to its end, in dB.
   *
   * @param tapeFrame the tape frame expected at the first sound; the true one may lie within 20 ms
   */
  double errorDb(long tapeFrame) {
    int start = firstSound() + RISE_FRAMES;
    long place = placeOnTape(start, tapeFrame + RISE_FRAMES, Tape.RATE / 50);
    return errorDb(start, frames(), place - start);
  }

  /** Where the recording, half second by half second, is on the tape other than its first sound would have it, to say why it differs. */
  String departures(long tapeFrame) {
    int start = firstSound();
    StringBuilder found = new StringBuilder("first sound after ").append(start).append(" frames; frames off the tape:");
    for (int frame = start + RISE_FRAMES; frame + Tape.RATE / 2 <= frames(); frame += Tape.RATE / 2) {
      long expected = tapeFrame + frame - start;
      found.append(' ').append(placeOnTape(frame, expected, 3 * Tape.RATE) - expected);
    }
    return found.toString();
  }

  /** The tape's frame at the first sound of a session that is heard from its beginning. */
  long placeOfFirstSound() {
    int start = firstSound() + RISE_FRAMES;
    return placeOnTape(start, RISE_FRAMES, Tape.RATE / 50) - RISE_FRAMES;
  }

  /**
   * Finds the place on the tape that is heard at {@code frame}.
   *
   * @param guess  the tape frame expected there
   * @param radius how many frames to look to either side
   * @return the tape frame that fits best
   */
  long placeOnTape(int frame, long guess, int radius) {
    float[] tape = Tape.left(guess - radius, 2 * radius + COMPARED_FRAMES);
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int place = 0; place < 2 * radius; place++) {
      double error = 0;
      for (int i = 0; i < COMPARED_FRAMES && error < least; i++) {
        double difference = samples[2 * (frame + i)] - tape[place + i];
        error += difference * difference;
      }
      if (error < least) {
        least = error;
        best = place;
      }
    }
    return guess - radius + best;
  }

  /** The loudness between two frames, as root mean square of the left channel. */
  double rms(int from, int to) {
    double sum = 0;
    for (int frame = from; frame < to; frame++) {
      sum += samples[2 * frame] * samples[2 * frame];
    }
    return Math.sqrt(sum / (to - from));
  }

  /** The recording from a frame on. */
  Recording from(int frame) {
    return new Recording(Arrays.copyOfRange(samples, 2 * frame, samples.length));
  }

  /** The first frame of the first silence at least this long, or {@link #frames()}. */
  int silenceOf(double millis) {
    int run = 0;
    for (int frame = firstSound(); frame < frames(); frame++) {
      run = isSilent(frame) ? run + 1 : 0;
      if (run >= millis * Tape.RATE / 1000) {
        return frame + 1 - run;
      }
    }
    return frames();
  }
}
