package worksound.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.engine.score.Note;
import worksound.engine.score.ScoreTime;
import worksound.engine.style.Instrument;

/** A note of the bass is plucked, dies away, and ends. */
class BassPartTest {

  private static final double NOTE_SECONDS = 2.95;

  private final double[] powers = new double[4 * ScoreTime.RATE / Sound.BLOCK];

  private void play(int midi) {
    BassPart bass = new BassPart();
    bass.play(new Note(Instrument.BASS, 0, midi, 0.8, 0, ScoreTime.samples(NOTE_SECONDS)), 0);
    for (int block = 0; block < powers.length; block++) {
      float[][] sound = new float[2][Sound.BLOCK];
      bass.render((long) block * Sound.BLOCK, sound[0], sound[1]);
      for (float sample : sound[0]) {
        powers[block] += sample * sample / Sound.BLOCK;
      }
    }
  }

  /** In dB. */
  private double level(double from, double to) {
    int first = (int) (from * ScoreTime.RATE / Sound.BLOCK);
    return 10 * Math.log10(Arrays.stream(powers, first, (int) (to * ScoreTime.RATE / Sound.BLOCK)).average().orElseThrow() + 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 40, 46, 53})
  void itIsThereAtOnceAndThenNoFlatBar(int midi) {
    play(midi);
    double struck = level(0.03, 0.3);
    assertThat(level(0.005, 0.02)).as("within 20 ms").isGreaterThan(struck - 8);
    assertThat(level(1.2, 1.5)).as("over a second later").isBetween(struck - 14, struck - 2);
    assertThat(level(2.6, 2.9)).as("before its end").isBetween(struck - 20, struck - 5);
    assertThat(level(3.9, 4)).as("after its end").isLessThan(struck - 40);
  }

  @Test
  void everyNoteHasAboutAsMuchFloor() {
    play(41);
    double lower = level(1, 2);
    Arrays.fill(powers, 0);
    play(42);
    assertThat(level(1, 2)).isBetween(lower - 2.5, lower + 2.5);
  }
}
