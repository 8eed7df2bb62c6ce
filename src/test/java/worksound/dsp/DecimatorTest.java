package worksound.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimatorTest {

  private static final int RATE = 48_000;

  private static float[] decimated(int factor, double hertz) {
    Decimator decimator = new Decimator(factor);
    float[] output = new float[RATE / factor];
    int filled = 0;
    for (int n = 0; n < RATE; n++) {
      if (decimator.add((float) Math.sin(2 * Math.PI * hertz * n / RATE))) {
        output[filled++] = decimator.output();
      }
    }
    return output;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void whatLiesBelowComesOutInItsPlace(int factor) {
    float[] output = decimated(factor, 1_000);
    for (int n = 100; n < 1_000; n++) {
      assertThat(output[n]).isCloseTo((float) Math.sin(2 * Math.PI * 1_000 * n * factor / RATE), within(0.01f));
    }
  }

  @Test
  void whatLiesAboveDoesNotComeBackAsAnotherTone() {
    float[] output = decimated(2, 15_000);
    for (int n = 100; n < 20_000; n++) {
      assertThat(output[n]).isCloseTo(0, within(0.003f));
    }
  }

  @Test
  void aFactorBelowOneIsRefused() {
    assertThatThrownBy(() -> new Decimator(0)).hasMessageContaining("factor 0, expected 1 or more");
  }
}
