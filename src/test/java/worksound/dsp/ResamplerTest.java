package worksound.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tone at one rate is the same tone at another, at the same moment and as loud. */
class ResamplerTest {

  @ParameterizedTest
  @CsvSource({"44100,48000,1000", "44100,48000,15000", "44100,48000,19800", "32000,48000,14400", "96000,48000,21600", "22050,48000,3000"})
  void aToneStaysWhatItIs(int from, int to, double hertz) {
    Resampler resampler = new Resampler(from, to);
    float[] input = tone(from, hertz, from / 4);
    double difference = 0;
    double power = 0;
    for (long n = to / 16; n < to / 8; n++) {
      double wanted = Math.sin(2 * Math.PI * hertz * n / to);
      double is = resampler.at(n, input, 0);
      difference += (is - wanted) * (is - wanted);
      power += wanted * wanted;
    }
    assertThat(10 * Math.log10(difference / power)).isLessThan(-60);
  }

  @Test
  void whatTheLowerRateCannotHoldIsLeftOut() {
    Resampler resampler = new Resampler(96_000, 48_000);
    float[] input = tone(96_000, 27_000, 24_000);
    double power = 0;
    for (long n = 3_000; n < 6_000; n++) {
      power += Math.pow(resampler.at(n, input, 0), 2);
    }
    assertThat(10 * Math.log10(power / 3_000)).isLessThan(-90);
  }

  @Test
  void aSecondIsASecond() {
    Resampler resampler = new Resampler(44_100, 48_000);
    assertThat(resampler.frames(60 * 44_100)).isEqualTo(60 * 48_000);
    assertThat(resampler.firstTap(0) + resampler.taps() / 2 - 1).as("the middle of the first filter").isZero();
  }

  @Test
  void aRateThatTakesTooManyFiltersIsRefused() {
    assertThatThrownBy(() -> new Resampler(44_056, 48_000)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("from 44056 to 48000 Hz");
  }

  private static float[] tone(int rate, double hertz, int frames) {
    float[] tone = new float[frames];
    for (int i = 0; i < frames; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * hertz * i / rate);
    }
    return tone;
  }
}
