package worksound.acestep;

/**
 * Audio in memory.
 *
 * @param rate     frames per second
 * @param channels samples of each channel, −1…1, all of one length
 */
public record Clip(int rate, float[][] channels) {

  /** Full scale minus 1 dB, to which ACE-Step normalises the peak of everything it makes. */
  public static final float NORMAL_PEAK = (float) Math.pow(10, -1 / 20.0);

  public int frames() {
    return channels[0].length;
  }

  public double seconds() {
    return (double) frames() / rate;
  }

  /** The largest magnitude in frames {@code from}…{@code to} (exclusive) of all channels. */
  public float peak(int from, int to) {
    float peak = 0;
    for (float[] channel : channels) {
      for (int n = Math.max(0, from); n < Math.min(to, channel.length); n++) {
        peak = Math.max(peak, Math.abs(channel[n]));
      }
    }
    return peak;
  }

  /** Frames {@code from}…{@code to} (exclusive), zeros where there are none. */
  public Clip cut(int from, int to) {
    float[][] cut = new float[channels.length][to - from];
    for (int c = 0; c < channels.length; c++) {
      int available = Math.min(to, frames()) - from;
      System.arraycopy(channels[c], from, cut[c], 0, Math.max(0, available));
    }
    return new Clip(rate, cut);
  }

  /** Multiplied by {@code gain} and cut off at full scale. */
  Clip amplified(float gain) {
    float[][] out = new float[channels.length][frames()];
    for (int c = 0; c < channels.length; c++) {
      for (int n = 0; n < out[c].length; n++) {
        out[c][n] = Math.max(-1, Math.min(1, channels[c][n] * gain));
      }
    }
    return new Clip(rate, out);
  }

  Clip normalised() {
    float peak = peak(0, frames());
    return peak == 0 ? this : amplified(NORMAL_PEAK / peak);
  }
}
