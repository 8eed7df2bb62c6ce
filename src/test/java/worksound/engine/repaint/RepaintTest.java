package worksound.engine.repaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.engine.prompt.PromptReader;
import worksound.engine.render.Clip;
import worksound.engine.render.Onsets;
import worksound.engine.render.TestRenderer;
import worksound.engine.score.ScoreTime;
import worksound.engine.style.Style;

/** Going on: what a person hears across a seam. */
@Execution(ExecutionMode.CONCURRENT)
class RepaintTest {

  private static final String PROMPT = "calm piano and pads, 80 bpm";

  @TempDir
  Path folder;

  private TestRenderer renderer;

  @BeforeEach
  void open() {
    renderer = new TestRenderer(folder);
  }

  @Test
  void aChainOfRepaintsIsTheSameMusicAsOneLongPiece() {
    assertChainIsOnePiece(PROMPT);
  }

  @ParameterizedTest
  @Tag("long")
  @ValueSource(strings = {"lofi beat with rain, 90 bpm", "ocean, strings and choir, slow", "guitar and music box, fire, wind"})
  void soItIsWithOtherInstruments(String prompt) {
    assertChainIsOnePiece(prompt);
  }

  private void assertChainIsOnePiece(String prompt) {
    Clip whole = renderer.compose(prompt, 5, 6 + 5 * 4);
    Clip chain = renderer.compose(prompt, 5, 6);
    Clip last = chain;
    for (int i = 0; i < 5; i++) {
      last = renderer.repaint(prompt, 5, last.seed(2, 6), 2);
      chain = chain.then(last.part(2, 6));
    }
    assertThat(whole.difference(chain)).isLessThan(-60);
  }

  @Test
  void theContextComesBackUnchanged() {
    Clip first = renderer.compose(PROMPT, 1, 6);
    Clip second = renderer.repaint(PROMPT, 2, first.seed(2, 6), 2);
    assertThat(second.frames()).isEqualTo(6 * ScoreTime.RATE);
    assertThat(second.part(0, 2 - TestRenderer.FADE).isSameAs(first.part(4, 6 - TestRenderer.FADE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1.4})
  void aContextAtAnotherLevelIsBroughtBackToTheLevelOfThePiece(double gain) {
    Clip first = renderer.compose(PROMPT, 1, 6);
    Clip plain = renderer.repaint(PROMPT, 1, first.seed(2, 6), 2);
    Clip scaled = renderer.repaint(PROMPT, 1, first.seed(2, 6).times(gain), 2);
    assertThat(plain.difference(scaled)).isLessThan(-60);
  }

  @Test
  void aContextFromTheMiddleOfAPieceIsFoundToTheSample() {
    Clip whole = renderer.compose(PROMPT, 1, 14);
    Clip shifted = whole.part(0, 7.0131).seed(3, 8);
    Clip second = renderer.repaint(PROMPT, 1, shifted, 3);
    assertThat(whole.part(7.0131, 12).difference(second.part(3, 3 + 12 - 7.0131))).isLessThan(-40);
  }

  @Test
  void aRerollOnAnotherSeedKeepsTheContextAndBecomesOtherMusic() {
    Clip first = renderer.compose(PROMPT, 1, 4);
    Clip one = renderer.repaint(PROMPT, 2, first.seed(2, 24), 2);
    Clip other = renderer.repaint(PROMPT, 3, first.seed(2, 24), 2);
    assertThat(one.part(0, 2).difference(other.part(0, 2))).isLessThan(-60);
    assertThat(one.part(14, 24).difference(other.part(14, 24))).isGreaterThan(-10);
  }

  @Test
  @Tag("long")
  void manyRepaintsNeitherDriftInLevelNorForgetTheTempo() {
    String prompt = "drum beat only, 120 bpm";
    Clip last = renderer.compose(prompt, 1, 6);
    double level = last.level();
    for (int i = 0; i < 30; i++) {
      last = renderer.repaint(prompt, i, last.seed(1, 6), 1);
    }
    assertThat(last.level()).isCloseTo(level, within(1.5));
    assertThat(Onsets.strikes(last)).hasSizeGreaterThan(4);
    assertThat(Onsets.strayFromGrid(last, 120)).isLessThan(0.03);
    assertThat(Onsets.strayFromGrid(last, 97)).isGreaterThan(0.1);
  }

  @Test
  void rainComesInSlowlyWhenItIsAskedFor() {
    Clip first = renderer.compose("warm pads, dark", 1, 8);
    Clip dry = renderer.repaint("warm pads, dark", 1, first.seed(3, 16), 3);
    Clip wet = renderer.repaint("warm pads, dark, rain", 1, first.seed(3, 16), 3);
    assertThat(hiss(wet.part(0, 3))).isCloseTo(hiss(dry.part(0, 3)), within(0.5));
    assertThat(hiss(wet.part(3, 3.1))).isLessThan(hiss(dry.part(3, 3.1)) + 6);
    assertThat(hiss(wet.part(11, 16))).isGreaterThan(hiss(dry.part(11, 16)) + 20);
  }

  @Test
  void anotherStyleIsReachedByMorphingAndThenStays() {
    Clip first = renderer.compose("slow pads, 60 bpm", 1, 8);
    Clip turned = renderer.repaint("drum beat only, 120 bpm", 1, first.seed(3, 24), 3);
    assertThat(turned.part(3, 3.3).difference(renderer.repaint("slow pads, 60 bpm", 1, first.seed(3, 24), 3).part(3, 3.3))).isLessThan(-20);
    Clip later = renderer.repaint("drum beat only, 120 bpm", 1, turned.seed(3, 12), 3);
    assertThat(Onsets.strikes(later)).hasSizeGreaterThan(8);
    assertThat(Onsets.strayFromGrid(later, 120)).isLessThan(0.03);
  }

  @Test
  void unknownMusicIsCarriedOnInItsKeyWithoutAStepOrAHole() {
    Clip foreign = Clip.chord(6, 0.1, 57, 60, 64, 69);
    Clip result = renderer.repaint("pads", 1, foreign.seed(4, 12), 4);
    Clip head = foreign.part(2, 6);
    double gain = result.part(0, 3.9).rms() / head.part(0, 3.9).rms();
    assertThat(head.times(gain).part(0, 3.9).difference(result.part(0, 3.9))).isLessThan(-50);
    for (double at = 3.5; at < 11.5; at += 0.25) {
      assertThat(result.part(at, at + 0.5).level()).isBetween(-28.0, -13.0);
    }
    Style heard = new KeyDetector(context(foreign)).key(PromptReader.read("", 1));
    assertThat(heard.tonic()).as(heard.key()).isIn(9, 0);
  }

  private static Context context(Clip clip) {
    Context context = new Context(clip.frames());
    context.add(clip.left(), clip.right(), clip.frames());
    return context;
  }

  /** Level in dB of what lies well above the notes. */
  private static double hiss(Clip clip) {
    return clip.differentiated(3).level();
  }
}
