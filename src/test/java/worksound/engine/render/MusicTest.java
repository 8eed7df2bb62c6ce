package worksound.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/** The sound itself, looked at with a meter. */
@Tag("long")
class MusicTest {

  private static final String DEFAULT = "instrumental ambient focus music, smooth continuous texture, no vocals, stable rhythm";

  /** Seconds on either side of an edge that it is compared with. */
  private static final double HALF_WINDOW = 0.025;

  @TempDir
  Path folder;

  private TestRenderer renderer;

  @BeforeEach
  void open() {
    renderer = new TestRenderer(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULT, "lofi hip hop beat, rain, 80 bpm", "静かなピアノ、雨、ゆっくり", "cafe jazz", "space drone, dark, choir",
    "bright acoustic guitar, C major, fast", "solo piano", "brown noise only", "music box and bells, dreamy", "techno, energetic"})
  void everyPromptIsSteadyCleanAndAtTheSameLoudness(String prompt) {
    Clip clip = renderer.compose(prompt, 3, 60);
    assertThat(clip.seconds()).isEqualTo(60);
    assertThat(clip.lufs()).isCloseTo(-18, within(1.5));
    assertThat(20 * Math.log10(clip.peak())).isLessThan(-1);
    assertThat(mean(clip.left())).isCloseTo(0, within(1e-3));
    assertThat(mean(clip.right())).isCloseTo(0, within(1e-3));
    assertNoHole(clip);
    assertThat(clip.part(0, 0.6).level()).as("start").isGreaterThan(-36);
    assertThat(clip.part(0.6, 2).level()).as("after the start").isGreaterThan(clip.level() - 10);
    assertThat(clip.part(54, 60).level()).as("end").isGreaterThan(clip.level() - 4);
    assertThat(clip.part(59.5, 60).level()).as("last half second").isGreaterThan(clip.level() - 10);
  }

  private static void assertNoHole(Clip clip) {
    for (double at = 0.5; at <= 59.5; at += 0.25) {
      assertThat(clip.part(at, at + 0.5).level()).as("level at " + at).isGreaterThan(-45);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULT, "solo piano", "cafe jazz", "strings and choir", "ocean, brown noise only", "kalimba and bells"})
  void nothingClicks(String prompt) {
    Clip edges = renderer.compose(prompt, 4, 20).differentiated(2);
    for (double at = HALF_WINDOW; at + 3 * HALF_WINDOW <= edges.seconds(); at += 2 * HALF_WINDOW) {
      double sharpest = at + edges.part(at, at + 2 * HALF_WINDOW).peakSeconds();
      // A click stands out of what is on both sides of it, by 40 times the rms; a stroke only out of what was before.
      Clip around = edges.part(sharpest - HALF_WINDOW, sharpest + HALF_WINDOW);
      assertThat(around.peak()).as("sharpest edge at " + sharpest).isLessThan(9 * around.rms() + 2e-4);
    }
  }

  @Test
  void theSameSeedIsTheSameMusicAndAnotherIsAnother() {
    Clip clip = renderer.compose(DEFAULT, 1, 10);
    assertThat(renderer.compose(DEFAULT, 1, 10).isSameAs(clip)).isTrue();
    assertThat(clip.difference(renderer.compose(DEFAULT, 2, 10))).isGreaterThan(-3);
  }

  @Test
  void bothEarsHearSomethingOfTheirOwnAndMonoLosesLittle() {
    Clip clip = renderer.compose(DEFAULT, 1, 20);
    Clip mono = Clip.silence(clip.frames());
    Clip side = Clip.silence(clip.frames());
    for (int n = 0; n < clip.frames(); n++) {
      mono.left()[n] = mono.right()[n] = (clip.left()[n] + clip.right()[n]) / 2;
      side.left()[n] = side.right()[n] = (clip.left()[n] - clip.right()[n]) / 2;
    }
    assertThat(side.level()).isBetween(clip.level() - 20, clip.level() - 2);
    assertThat(mono.level()).isGreaterThan(clip.level() - 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULT, "calm piano", "ocean ambient", "静かなカフェのピアノ"})
  void theHighsFallOffAsASlopeAndNotAsAWall(String prompt) {
    Clip clip = renderer.compose(prompt, 7, 20);
    double middle = Spectrum.level(clip, 2_000, 4_000);
    double high = Spectrum.level(clip, 6_000, 8_000);
    double air = Spectrum.level(clip, 8_000, 10_000);
    assertThat(high).isBetween(middle - 32, middle - 8);
    assertThat(air).isBetween(high - 15, high);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"dark pads|bright pads", "暗いパッド|明るいパッド"})
  void darkIsDarkerThanBright(String dark, String bright) {
    assertThat(treble(dark)).isLessThan(treble(bright) - 6);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"pads, rain|pads, no rain", "パッド、雨|パッド、雨なし"})
  void rainHissesAndNoRainDoesNot(String rain, String none) {
    assertThat(treble(rain)).isGreaterThan(treble(none) + 12);
  }

  private double treble(String prompt) {
    Clip clip = renderer.compose(prompt, 1, 10);
    return clip.differentiated(2).level() - clip.level();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"drums only, 70 bpm|drums only, 140 bpm", "ドラムだけ、テンポ70|ドラムだけ、テンポ140"})
  void aFasterTempoBringsMoreBeatsAndEachTempoKeepsItsGrid(String slower, String faster) {
    Clip slow = renderer.compose(slower, 6, 24);
    Clip fast = renderer.compose(faster, 6, 24);
    assertThat(Onsets.strayFromGrid(slow, 70)).isLessThan(0.03);
    assertThat(Onsets.strayFromGrid(fast, 140)).isLessThan(0.03);
    assertThat((double) Onsets.strikes(fast).size() / Onsets.strikes(slow).size()).isBetween(1.7, 2.3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pads in D minor", "ニ短調のパッド"})
  void theMusicStaysInTheKeyThatIsAskedFor(String prompt) {
    double[] chroma = Chroma.of(renderer.compose(prompt, 1, 30));
    double inKey = 0;
    double outside = 0;
    for (int pitch = 0; pitch < 12; pitch++) {
      if (java.util.List.of(2, 4, 5, 7, 9, 10, 0).contains(pitch)) {
        inKey += chroma[pitch] / 7;
      } else {
        outside += chroma[pitch] / 5;
      }
    }
    assertThat(inKey).isGreaterThan(4 * outside);
  }

  @Test
  void loudnessIsMeasuredAsTheStandardDefinesIt() {
    Clip tone = Clip.silence(10 * ScoreTime.RATE);
    for (int n = 0; n < tone.frames(); n++) {
      float value = (float) (Sound.amplitudeOf(-23) * Math.sin(2 * Math.PI * 1_000 * n / ScoreTime.RATE));
      tone.left()[n] = value;
      tone.right()[n] = value;
    }
    assertThat(tone.lufs()).isCloseTo(-23, within(0.1));
    assertThat(tone.then(Clip.silence(20 * ScoreTime.RATE)).lufs()).as("gated").isCloseTo(-23, within(0.2));
  }

  private static double mean(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    return sum / samples.length;
  }
}
