package worksound.engine.sound.drums;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import worksound.engine.render.Clip;
import worksound.engine.score.Drum;
import worksound.engine.score.Note;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;
import worksound.engine.style.Instrument;

/** Strokes on the drum kit, one at a time. */
class DrumsTest {

  private static final int STROKES = 12;

  @ParameterizedTest
  @EnumSource
  void noTwoStrokesInARowAreAlikeButTheSameOneIsTheSame(Drum drum) {
    for (int stroke = 1; stroke < STROKES; stroke++) {
      Clip one = struck(drum, 0.6, stroke - 1);
      assertThat(one.difference(struck(drum, 0.6, stroke))).as("strokes " + (stroke - 1) + " and " + stroke).isGreaterThan(-40);
      assertThat(one.isSameAs(struck(drum, 0.6, stroke - 1))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SNARE", "HAT", "STIR", "TAP"})
  void aSoftStrokeIsDarkerAndNotOnlySofter(Drum drum) {
    double soft = 0;
    double hard = 0;
    for (int stroke = 0; stroke < STROKES; stroke++) {
      soft += treble(struck(drum, 0.2, stroke)) / STROKES;
      hard += treble(struck(drum, 0.8, stroke)) / STROKES;
    }
    assertThat(hard - soft).as("treble of a hard stroke over that of a soft one, in dB").isGreaterThan(2);
  }

  @ParameterizedTest
  @EnumSource
  void aStrokeNeitherClicksAtItsStartNorAtItsEnd(Drum drum) {
    Clip stroke = struck(drum, 0.8, 1);
    Clip edges = stroke.differentiated(1);
    assertThat(Math.abs(edges.left()[0])).isLessThan((float) (0.3 * edges.peak() + 1e-6));
    assertThat(stroke.part(0.48, 0.5).peak()).isZero();
  }

  private static double treble(Clip clip) {
    return clip.differentiated(1).level() - clip.level();
  }

  /** Half a second with a stroke at its beginning, the {@code number}th of a bar. */
  private static Clip struck(Drum drum, double velocity, int number) {
    Drums drums = new Drums();
    long start = (long) number * ScoreTime.RATE / 2;
    drums.play(new Note(Instrument.BEAT, start, drum.ordinal(), velocity, 0, 0), 0);
    int blocks = ScoreTime.RATE / 2 / Sound.BLOCK;
    Clip clip = Clip.silence(blocks * Sound.BLOCK);
    for (int block = 0; block < blocks; block++) {
      float[] left = new float[Sound.BLOCK];
      float[] right = new float[Sound.BLOCK];
      drums.render(start + (long) block * Sound.BLOCK, left, right);
      System.arraycopy(left, 0, clip.left(), block * Sound.BLOCK, Sound.BLOCK);
      System.arraycopy(right, 0, clip.right(), block * Sound.BLOCK, Sound.BLOCK);
    }
    return clip;
  }
}
