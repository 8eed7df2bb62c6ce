package worksound.page;

/** What a device puts out that plays a known tape at a rate of its own; resampled ({@link BandLimit}) where that is not the tape's. */
final class DeviceTape {

  private final long from;
  private final int rate;
  private final float[][] samples;

  /**
   * Computes it.
   *
   * @param tape   at 48 kHz
   * @param from   the tape's frame that is the device's first
   * @param frames of the device
   * @param rate   of the device, in samples per second
   */
  DeviceTape(TimeMap.Signal tape, long from, int frames, int rate) {
    this.from = from;
    this.rate = rate;
    samples = new float[][] {channel(tape, frames, 0), channel(tape, frames, 1)};
  }

  private float[] channel(TimeMap.Signal tape, int frames, int channel) {
    float[] original = new float[(int) Math.ceil((double) frames * Tape.RATE / rate)];
    for (int i = 0; i < original.length; i++) {
      original[i] = tape.at(from + i, channel);
    }
    return rate == Tape.RATE ? original : BandLimit.of(original, Tape.RATE, rate, frames);
  }

  /** A recording of the device with the same left out. */
  Recording comparable(Recording heard) {
    if (rate == Tape.RATE) {
      return heard;
    }
    float[] both = new float[2 * heard.frames()];
    for (int channel = 0; channel < 2; channel++) {
      float[] one = new float[heard.frames()];
      for (int i = 0; i < one.length; i++) {
        one[i] = heard.samples()[2 * i + channel];
      }
      one = BandLimit.of(one, rate, rate, one.length);
      for (int i = 0; i < one.length; i++) {
        both[2 * i + channel] = one[i];
      }
    }
    return new Recording(both);
  }

  int rate() {
    return rate;
  }

  float at(int frame, int channel) {
    return frame < 0 || frame >= samples[0].length ? 0 : samples[channel][frame];
  }

  /** The device's frame nearest to so many frames after the tape's first one. */
  int frameOf(long tapeFrames) {
    return (int) Math.round((double) tapeFrames * rate / Tape.RATE);
  }
}
