package worksound.audio.analysis.boundary;

import worksound.dsp.Decibels;

/** What is kept of every frame for the comparisons over more than one: mel bands, chroma, onset strength, power. */
final class Summary {

  /** Onset strengths a frame: where it begins, half a frame earlier and half a frame later. */
  static final int ONSETS = 3;
  private static final double CONCERT_A_HZ = 440;
  /** Partials outside are not counted into the chroma. */
  private static final double LOWEST_HZ = 100;
  private static final double HIGHEST_HZ = 2_000;
  private static final double FLOOR = 1e-4;

  final float[][] bands;
  final float[][] chroma;
  final double[] meanPower;
  private final float[] onsets;
  private final MelBands mel;
  private final double sampleRate;
  private final float[] now = new float[MelBands.COUNT];
  private final float[] last = new float[MelBands.COUNT];

  Summary(int frames, MelBands mel, double sampleRate) {
    this.mel = mel;
    this.sampleRate = sampleRate;
    bands = new float[frames][MelBands.COUNT];
    chroma = new float[frames][12];
    meanPower = new double[frames];
    onsets = new float[ONSETS * frames];
  }

  void add(int at, Frame frame) {
    mel.sum(frame.power, bands[at]);
    meanPower[at] = frame.meanPower();
    addChroma(frame, chroma[at]);
    addOnset(ONSETS * at, frame.earlier, frame.size);
    addOnset(ONSETS * at + 1, frame.power, frame.size);
    addOnset(ONSETS * at + 2, frame.later, frame.size);
  }

  /**
   * Amplitude of the peaks by pitch class, each at the frequency that its phase tells.
   *
   * @see <a href="https://hdl.handle.net/10803/7537">Gómez: Tonal description of music audio signals, for the harmonic pitch
   *   class profile</a>
   */
  private void addChroma(Frame frame, float[] into) {
    int from = (int) (LOWEST_HZ * frame.size / sampleRate);
    int to = (int) (HIGHEST_HZ * frame.size / sampleRate);
    for (int bin = from; bin <= to; bin++) {
      if (frame.isPeak(bin)) {
        double hertz = frame.frequency(bin) * sampleRate / (2 * Math.PI);
        double semitones = 12 * Math.log(Math.max(LOWEST_HZ / 2, hertz) / CONCERT_A_HZ) / Math.log(2);
        int lower = (int) Math.floor(semitones);
        double amplitude = Math.sqrt(frame.power[bin]);
        into[Math.floorMod(lower, 12)] += (float) (amplitude * (lower + 1 - semitones));
        into[Math.floorMod(lower + 1, 12)] += (float) (amplitude * (semitones - lower));
      }
    }
  }

  /** Rise of the log-mel spectrum (spectral flux), in dB. */
  private void addOnset(int at, float[] power, int size) {
    mel.sum(power, now);
    double floor = 0;
    for (float band : now) {
      floor += FLOOR * band / MelBands.COUNT;
    }
    double rise = 0;
    for (int band = 0; band < MelBands.COUNT; band++) {
      double change = Decibels.ofPower((now[band] + floor + 1e-9 * size) / (last[band] + floor + 1e-9 * size));
      rise += Math.max(0, change) / MelBands.COUNT;
    }
    System.arraycopy(now, 0, last, 0, now.length);
    onsets[at] = (float) rise;
  }

  float[] onsets() {
    return onsets;
  }

  int frames() {
    return bands.length;
  }
}
