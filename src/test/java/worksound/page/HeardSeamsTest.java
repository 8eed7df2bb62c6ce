package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge of what browsers play, with recordings into which a jump and a pause were put. */
class HeardSeamsTest {

  private static final Script SCRIPT = new Script(5, 1.5, 0.7, index -> 100, index -> 0);
  private static final int SECONDS = 6;

  /** The tape, of which {@code jump} frames are left out after three seconds, where {@code silence} frames are silent. */
  private static HeardSeams heard(int jump, int silence) {
    int half = SECONDS * Tape.RATE / 2;
    float[] samples = new float[2 * (2 * half + silence)];
    for (int i = 0; i < 2 * half; i++) {
      int frame = i < half ? i : i + silence;
      for (int channel = 0; channel < 2; channel++) {
        samples[2 * frame + channel] = Tape.at(i < half ? i : i + jump, channel);
      }
    }
    return new HeardSeams(new Recording(samples), new DeviceTape(Tape::at, 0, samples.length / 2 + 2 * Tape.RATE, Tape.RATE), SCRIPT);
  }

  @Test
  void findsNothingInTheTapeItself() {
    assertThat(heard(0, 0).worstErrorDb()).isLessThan(-100);
  }

  @Test
  void findsAJumpByOneFrame() {
    assertThat(heard(1, 0).worstErrorDb()).isGreaterThan(-20);
  }

  @Test
  void findsByHowMuchAPauseMovesTheMusic() {
    HeardSeams heard = heard(700, Tape.RATE / 2);
    assertThat(heard.shifts()).containsExactly(700);
    assertThat(heard.worstErrorDb()).isLessThan(-100);
  }
}
