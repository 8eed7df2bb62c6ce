package worksound.bench.seams;

/** What comes after the cut. */
enum Kind {

  CONTINUATION("its own continuation", 0),
  OTHER_PIECE("another piece", 0.98),
  OTHER_PIECE_LEVELLED("another piece, level-matched", 0.96),
  SAME_PIECE("the same piece elsewhere", 0.90),
  TWO_SEMITONES("2 semitones up", 0.88),
  LOUDER("3 dB louder", 0.90),
  FASTER("tempo + 6 %", 0),
  HALF_A_BEAT("half a beat late", 0),
  LOW_PASS("low-passed at 6 kHz", 0),
  MONO("mono", 0);

  final String words;
  /** Area under the ROC curve that is to be reached, 0 for none. */
  final double target;

  Kind(String words, double target) {
    this.words = words;
    this.target = target;
  }
}
