package worksound.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The judge of what browsers play, with recordings into which a jump and pauses were put. */
class HeardSeamsTest {

  private static final Script SCRIPT = new Script(5, 1.5, 0.7, index -> 100, index -> 0);
  private static final int SECONDS = 6;
  private static final double FADE_FRAMES = 0.6 * Tape.RATE;

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
    return judged(samples, Tape::at);
  }

  private static HeardSeams judged(float[] samples, TimeMap.Signal tape) {
    return new HeardSeams(new Recording(samples), new DeviceTape(tape, 0, samples.length / 2 + 2 * Tape.RATE, Tape.RATE), SCRIPT);
  }

  @Test
  void findsNothingInTheTapeItself() {
    assertThat(heard(0, 0).worst().errorDb()).isLessThan(-100);
  }

  @Test
  void findsAJumpByOneFrame() {
    assertThat(heard(1, 0).worst().errorDb()).isGreaterThan(-20);
  }

  @Test
  void findsByHowMuchAPauseMovesTheMusic() {
    HeardSeams heard = heard(700, Tape.RATE / 2);
    assertThat(heard.shifts()).containsExactly(700);
    assertThat(heard.jumps()).containsExactly(700);
    assertThat(heard.worst().errorDb()).isLessThan(-100);
  }

  @Test
  void findsNoJumpInADropoutBehindWhichTheMusicIsWhereItWouldBe() {
    HeardSeams heard = heard(Tape.RATE / 2, Tape.RATE / 2);
    assertThat(heard.shifts()).containsExactly(Tape.RATE / 2);
    assertThat(heard.jumps()).isEmpty();
  }

  /** A second of music, a pause of half a second that fades out and in, and the music from {@code jump} frames later on. */
  @Test
  void findsThePlaceOfMusicThatFadesIn() {
    int pause = Tape.RATE / 2;
    int jump = 4_000;
    float[] samples = new float[2 * SECONDS * Tape.RATE];
    for (int frame = 0; frame < SECONDS * Tape.RATE; frame++) {
      int after = frame - Tape.RATE - pause;
      double gain = Math.min(1, Math.max(Math.max(after, Tape.RATE - frame), 0) / FADE_FRAMES);
      for (int channel = 0; channel < 2; channel++) {
        samples[2 * frame + channel] = (float) gain * worksound.acestep.Tape.at(after < 0 ? frame : frame - pause + jump, channel);
      }
    }
    HeardSeams heard = judged(samples, worksound.acestep.Tape::at);
    assertThat(heard.shifts()).hasSize(1).allSatisfy(shift -> assertThat(shift).isBetween(jump, jump + (int) FADE_FRAMES / 50));
    assertThat(heard.worst().errorDb()).isLessThan(-100);
  }
}
