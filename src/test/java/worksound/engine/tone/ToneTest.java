package worksound.engine.tone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.engine.render.Clip;
import worksound.engine.render.TestRenderer;
import worksound.engine.score.ScoreTime;

/** The presets beside produced music. */
class ToneTest {

  /** What a short piece may be away from what a long one is, in dB. */
  private static final double SHORT_DB = 2;
  private static final double LONG_DB = 1;
  private static final int FIRST_HIGH = 5;

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {Presets.DEFAULT, "study", "ocean"})
  void aPresetHasTheSpectrumOfProducedMusicAndSurvivesMono(String preset) {
    Tone tone = tone(preset, 1, 16);
    assertThat(outside(preset, tone)).as(tone.toString()).allSatisfy(db -> assertThat(Math.abs(db)).isLessThan(SHORT_DB));
    assertNothingHarsh(tone, SHORT_DB);
    assertThat(tone.monoLoss()).isLessThan(1.5);
  }

  static Stream<String> presets() {
    return Presets.withDefault().keySet().stream();
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("presets")
  void overAMinuteEveryPresetBreathesAndNothingStartles(String preset) {
    Tone tone = tone(preset, 1, 60);
    assertThat(outside(preset, tone)).as(tone.toString()).allSatisfy(db -> assertThat(Math.abs(db)).isLessThan(LONG_DB));
    assertNothingHarsh(tone, 0);
    assertThat(tone.monoLoss()).isLessThan(1.5);
    assertThat(tone.range()).as("from soft to full").isBetween(5.7, 10.5);
    assertThat(tone.onset()).as("onset").isLessThan(8);
    assertThat(tone.jump()).as("jump").isLessThan(4);
  }

  @Test
  void theToneOfASineIsItsOctaveAndOppositeChannelsCancel() {
    Clip sine = Clip.chord(8, 0.1, 69);
    Tone tone = Tone.of(sine.left(), sine.right());
    assertThat(tone.bands().get(3)).isGreaterThan(-0.1);
    assertThat(tone.bands().get(6)).isLessThan(-60);
    assertThat(tone.centroid()).isBetween(400.0, 500.0);
    assertThat(tone.monoLoss()).isLessThan(0.01);
    Clip other = Clip.chord(8, 0.1, 74);
    assertThat(Tone.of(sine.left(), other.right()).monoLoss()).as("strangers").isBetween(2.9, 3.1);
  }

  @Test
  void aSuddenToneIsAJumpAndAnOnset() {
    Clip music = Clip.chord(6, 0.02, 69).then(Clip.chord(0.5, 0.2, 69)).then(Clip.chord(6, 0.02, 69));
    Tone tone = Tone.of(music.left(), music.right());
    assertThat(tone.jump()).isBetween(18.0, 21.0);
    assertThat(tone.onset()).isGreaterThan(7);
  }

  private Tone tone(String preset, long seed, double seconds) {
    Clip clip = new TestRenderer(folder).compose(Presets.withDefault().get(preset), seed, seconds);
    assertThat(clip.frames()).isEqualTo(ScoreTime.samples(seconds));
    return Tone.of(clip.left(), clip.right());
  }

  private static List<Double> outside(String preset, Tone tone) {
    return Quartiles.REFERENCE.outside(tone, Presets.isAmbient(preset));
  }

  private static void assertNothingHarsh(Tone tone, double tolerance) {
    for (int octave = FIRST_HIGH; octave < Tone.OCTAVES.length; octave++) {
      assertThat(tone.bands().get(octave)).as(Tone.OCTAVES[octave] + " Hz").isLessThan(Quartiles.REFERENCE.upper().get(octave) + tolerance);
    }
  }
}
