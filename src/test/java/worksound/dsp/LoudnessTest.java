package worksound.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.audio.TestMusic;

/** Cases whose result BS.1770-4 and EBU Tech 3341 give. */
class LoudnessTest {

  private static final double TOLERANCE_LU = 0.1;

  private static double amplitude(double dbfs) {
    return Math.pow(10, dbfs / 20);
  }

  @ParameterizedTest(name = "{0} Hz")
  @ValueSource(ints = {32_000, 44_100, 48_000, 96_000})
  void aStereoSineOf997HzAtMinus23DbfsIsMinus23Lufs(int rate) {
    Loudness loudness = new Loudness(2, rate);
    feed(loudness, rate, 20, -23);
    assertThat(loudness.lufs()).isCloseTo(-23.0, within(TOLERANCE_LU));
  }

  @Test
  void aFullScaleSineInOneOfTwoChannelsIsMinus3Lufs() {
    Loudness loudness = new Loudness(2, 48_000);
    float[][] tone = TestMusic.sine(2, 96_000, 48_000, 997, 1);
    tone[1] = new float[96_000];
    loudness.add(tone, 96_000);
    assertThat(loudness.lufs()).isCloseTo(-3.01, within(TOLERANCE_LU));
  }

  @Test
  void monoIsAsLoudAsTheSameOnBothSides() {
    Loudness loudness = new Loudness(1, 48_000);
    loudness.add(TestMusic.sine(1, 96_000, 48_000, 997, amplitude(-23)), 96_000);
    assertThat(loudness.lufs()).isCloseTo(-23.0, within(TOLERANCE_LU));
  }

  /** EBU Tech 3341, test signal 3: what is 10 LU and more below the rest does not count. */
  @Test
  void softPartsAreGatedAgainstTheWhole() {
    Loudness loudness = new Loudness(2, 48_000);
    feed(loudness, 48_000, 10, -36);
    feed(loudness, 48_000, 60, -23);
    feed(loudness, 48_000, 10, -36);
    assertThat(loudness.lufs()).isCloseTo(-23.0, within(TOLERANCE_LU));
  }

  /** EBU Tech 3341, test signal 4: the same with parts below the absolute gate. */
  @Test
  void silentPartsDoNotCount() {
    Loudness loudness = new Loudness(2, 48_000);
    feed(loudness, 48_000, 10, -72);
    feed(loudness, 48_000, 10, -36);
    feed(loudness, 48_000, 60, -23);
    feed(loudness, 48_000, 10, -36);
    feed(loudness, 48_000, 10, -72);
    assertThat(loudness.lufs()).isCloseTo(-23.0, within(TOLERANCE_LU));
  }

  /** EBU Tech 3341, test signal 5: parts within 10 LU do count. */
  @Test
  void partsWithinTheGateAreAveraged() {
    Loudness loudness = new Loudness(2, 48_000);
    feed(loudness, 48_000, 20, -26);
    feed(loudness, 48_000, 20.1, -20);
    feed(loudness, 48_000, 20, -26);
    assertThat(loudness.lufs()).isCloseTo(-23.0, within(TOLERANCE_LU));
  }

  /** Tables 1 and 2 of the standard. */
  @Test
  void theWeightingAt48KilohertzIsThatOfTheStandard() {
    assertThat(KWeighting.shelf(48_000)).containsExactly(
      new double[] {1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585}, within(1e-9));
    assertThat(KWeighting.pass(48_000)).containsExactly(
      new double[] {1, -2, 1, -1.99004745483398, 0.99007225036621}, within(1e-9));
  }

  @Test
  void silenceAndWhatIsShorterThanABlockHaveNoLoudness() {
    Loudness silent = new Loudness(2, 48_000);
    silent.add(new float[2][96_000], 96_000);
    assertThat(silent.lufs()).isNull();
    Loudness brief = new Loudness(2, 48_000);
    brief.add(TestMusic.sine(2, 19_000, 48_000, 997, 0.5), 19_000);
    assertThat(brief.lufs()).isNull();
  }

  private static void feed(Loudness loudness, int rate, double seconds, double dbfs) {
    int frames = (int) (seconds * rate);
    float[][] tone = TestMusic.sine(2, frames, rate, 997, amplitude(dbfs));
    for (int at = 0; at < frames; at += 7_777) {
      int count = Math.min(7_777, frames - at);
      loudness.add(TestMusic.cut(tone, at, count), count);
    }
  }
}
