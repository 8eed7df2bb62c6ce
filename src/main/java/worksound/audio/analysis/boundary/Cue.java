package worksound.audio.analysis.boundary;

/**
 * One thing that is compared before and after a place in the music, in a unit of its own. How much is unusual is learnt from the music
 * itself: the same comparison at every place before the boundary.
 */
public enum Cue {

  /** Spectral peaks that end or begin, in dB. A note that begins leaves the others alone, a splice ends them too. */
  PARTIALS(0.3),
  /** How far the frequencies of the partials move, in bins of the transform. */
  PITCH(0.01),
  /** Level step of the partials that are steady on either side, over 45 ms, in dB. */
  STEP(0.1),
  /** Level step of the bands that are steady on either side, over 200 ms, in dB. */
  LEVEL(0.1),
  /** How little the partials' phase goes on as their frequency says, −1 (as it says) to 1. */
  PHASE(0.02),
  /** Loss of the highest bands against the others, in dB. */
  TREBLE(0.2),
  /** Change of side against mid by bands, in dB. */
  STEREO(0.2),
  /** Change of the mean log-mel spectrum, over 1.5 s, in dB. */
  TIMBRE(0.3),
  /** Change of the log-mel spectrum's fluctuation, over 1.5 s, in dB. */
  MODULATION(0.2),
  /** Change of the chroma, over 1.5 s, as 1 − cosine. */
  HARMONY(0.01),
  /** How little the onsets of 3.5 s fit those before at the best lag, as −correlation. */
  RHYTHM(0.02),
  /** Level step over 3 s, in dB. */
  LOUDNESS(0.2);

  /** Differences smaller than this are taken for equal, in the cue's unit: nobody hears them. */
  final double equal;

  Cue(double equal) {
    this.equal = equal;
  }

  static final int COUNT = values().length;
}
