package worksound.audio.analysis.boundary;

/**
 * Spectrum of a moment: of mid and side where it begins, and of mid a little earlier and later, which tells how steady it is and which
 * frequency each partial has.
 */
final class Frame {

  /** Samples of a frame, a power of 2. */
  final int size;
  /** Samples between the two spectra that the frequencies are told from. */
  private static final int LAG = 64;
  /** Mean square that counts as nothing: −96 dBFS of white noise. */
  private static final double NOTHING = 2.5e-10;

  final float[] re;
  final float[] im;
  final float[] power;
  final float[] sidePower;
  /** Power half a frame earlier. */
  final float[] earlier;
  /** Power half a frame later. */
  final float[] later;
  private final float[] lagRe;
  private final float[] lagIm;

  Frame(Spectra spectra) {
    size = 2 * (spectra.bins() - 1);
    re = new float[spectra.bins()];
    im = new float[spectra.bins()];
    power = new float[spectra.bins()];
    sidePower = new float[spectra.bins()];
    earlier = new float[spectra.bins()];
    later = new float[spectra.bins()];
    lagRe = new float[spectra.bins()];
    lagIm = new float[spectra.bins()];
  }

  /** Takes the moment that begins at a sample. */
  void load(Spectra spectra, float[] mid, float[] side, int from) {
    spectra.transform(mid, from, side, from);
    spectra.first(re, im);
    spectra.firstPower(power);
    spectra.secondPower(sidePower);
    spectra.transform(mid, from - LAG, mid, from + size / 2);
    spectra.first(lagRe, lagIm);
    spectra.secondPower(later);
    spectra.transform(mid, from - size / 2, side, from - size / 2);
    spectra.firstPower(earlier);
  }

  /** Mean power of a bin. */
  double meanPower() {
    double sum = 0;
    for (float bin : power) {
      sum += bin;
    }
    return sum / power.length + NOTHING * size * 0.375;
  }

  /** Whether a bin is a spectral peak. */
  boolean isPeak(int bin) {
    return bin > 0 && bin < power.length - 1 && power[bin] >= power[bin - 1] && power[bin] >= power[bin + 1];
  }

  double phase(int bin) {
    return Math.atan2(im[bin], re[bin]);
  }

  /**
   * The frequency of what sounds in a bin, in radians a sample, from how its phase moves.
   *
   * @see <a href="https://doi.org/10.1002/j.1538-7305.1966.tb01706.x">Flanagan, Golden: Phase vocoder</a>
   */
  double frequency(int bin) {
    double centre = 2 * Math.PI * bin / size;
    double real = (double) re[bin] * lagRe[bin] + (double) im[bin] * lagIm[bin];
    double imaginary = (double) im[bin] * lagRe[bin] - (double) re[bin] * lagIm[bin];
    double excess = Math.atan2(imaginary, real) - centre * LAG;
    return centre + (excess - 2 * Math.PI * Math.rint(excess / (2 * Math.PI))) / LAG;
  }
}
