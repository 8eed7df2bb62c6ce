package worksound.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import worksound.engine.prompt.PromptReader;
import worksound.engine.score.Phrase;
import worksound.engine.score.Piece;
import worksound.engine.score.Score;
import worksound.engine.score.ScoreTime;
import worksound.engine.style.Instrument;

/** Chords that are held for eight seconds, one after the other. */
class EnsembleTest {

  private static final int CHORDS = 8;
  private static final int CHORD_SECONDS = 8;
  private static final int BLOCKS_PER_SECOND = ScoreTime.RATE / Sound.BLOCK;

  private final double[] powers = new double[CHORDS * CHORD_SECONDS * BLOCKS_PER_SECOND];

  private void play(Instrument instrument) {
    Ensemble ensemble = new Ensemble(instrument);
    Score score = new Score(Piece.begin(1, "", PromptReader.read("pads, 60 bpm", 1)), 0, 1);
    for (int block = 0; block < powers.length; block++) {
      long time = (long) block * Sound.BLOCK;
      while (score.peek().start() < time + Sound.BLOCK) {
        Phrase phrase = score.read();
        assertThat(phrase.plannedBeats() * phrase.samplesPerBeat()).isEqualTo(CHORD_SECONDS * (double) ScoreTime.RATE);
        ensemble.begin(phrase);
      }
      float[][] sound = new float[2][Sound.BLOCK];
      ensemble.render(time, sound[0], sound[1]);
      for (int n = 0; n < Sound.BLOCK; n++) {
        powers[block] += sound[0][n] * sound[0][n] + sound[1][n] * sound[1][n];
      }
    }
  }

  /** Level from {@code from} to {@code to} seconds, in dB. */
  private double level(double from, double to) {
    return 10 * Math.log10(Arrays.stream(powers, (int) (from * BLOCKS_PER_SECOND), (int) (to * BLOCKS_PER_SECOND)).average().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(names = {"PAD", "STRINGS", "CHOIR"})
  void chordsRiseAndSettle(Instrument instrument) {
    play(instrument);
    assertThat(onAverage(start -> level(start + 1, start + 3) - level(start - 1, start))).as("dB by which they rise").isBetween(1.4, 5.0);
    assertThat(onAverage(start -> level(start + 1, start + 3) - level(start + CHORD_SECONDS - 1, start + CHORD_SECONDS)))
      .as("dB by which they settle").isBetween(1.5, 5.0);
  }

  /** Mean over the chords but the first of what {@code figure} is for the second at which one starts. */
  private static double onAverage(IntToDoubleFunction figure) {
    return IntStream.range(1, CHORDS).map(chord -> chord * CHORD_SECONDS).mapToDouble(figure).average().orElseThrow();
  }
}
