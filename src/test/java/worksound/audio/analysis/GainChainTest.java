package worksound.audio.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import worksound.dsp.Decibels;
import worksound.messages.Measurements.Seam;
import worksound.testing.Requirement;

class GainChainTest {

  private static final double TARGET = -20;
  private static final double RAMP = 30;
  private final GainChain chain = new GainChain(TARGET);

  private static Seam seam(double gainDb) {
    return new Seam(0, 1, gainDb, -60);
  }

  @Test
  void theFirstSegmentStartsAtTheTargetUnlessItsPeakForbidsIt() {
    assertThat(chain.next(null, null, -16.0, -1, 45)).isEqualTo(new Gain(-4, -4));
    assertThat(chain.next(null, null, -30.0, -6, 45)).isEqualTo(new Gain(5, 5));
    assertThat(chain.next(null, null, null, Decibels.FLOOR_DB, 45)).isEqualTo(new Gain(0, 0));
  }

  @Test
  @Requirement("B1")
  void aSegmentBeginsAsLoudAsItsSourceEnds() {
    assertThat(chain.next(-4.0, seam(1.3), -17.3, -1, RAMP)).satisfies(gain -> {
      assertThat(gain.startDb()).isCloseTo(-2.7, within(1e-12));
      assertThat(gain.endDb()).isCloseTo(-2.7, within(1e-12));
    });
  }

  @Test
  @Requirement({"B1", "B16"})
  void whatSharesNothingBeginsAsLoudAsTheMusicBeforeItAndComesBackToTheTarget() {
    assertThat(chain.apart(-21.0, -10.0, -4, RAMP)).satisfies(gain -> {
      assertThat(gain.startDb()).isCloseTo(-11, within(1e-12));
      assertThat(gain.endDb()).isCloseTo(-10.5, within(1e-12));
    });
    assertThat(chain.apart(-20.0, -30.0, -6, RAMP)).as("its peak forbids more").isEqualTo(new Gain(5, 5));
    assertThat(chain.apart(-20.0, null, Decibels.FLOOR_DB, RAMP)).isEqualTo(new Gain(0, 0));
  }

  @Test
  void itComesBackByHalfADecibelInThirtySecondsAndNoFurtherThanTheTarget() {
    assertThat(chain.next(-4.0, seam(0), -14.0, -1, RAMP).endDb()).isCloseTo(-4.5, within(1e-12));
    assertThat(chain.next(-4.0, seam(0), -18.0, -1, RAMP).endDb()).isCloseTo(-3.5, within(1e-12));
    assertThat(chain.next(-4.0, seam(0), -15.8, -1, RAMP).endDb()).isCloseTo(-4.2, within(1e-12));
    assertThat(chain.next(-4.0, seam(0), -14.0, -1, 3).endDb()).isCloseTo(-4.05, within(1e-12));
    assertThat(chain.next(-4.0, seam(0), -14.0, -1, 0).endDb()).isEqualTo(-4.0);
  }

  @Test
  @Requirement("B5")
  void musicThatStraysTooFarIsBroughtBackToTheLeashWithinOneSegment() {
    assertThat(chain.next(-2.0, seam(0), -8.0, -1.5, RAMP)).isEqualTo(new Gain(-2, -6));
  }

  @Test
  void betweenOverlapsThatTouchThereIsNoTimeToChange() {
    assertThat(chain.next(-2.0, seam(0), -8.0, -1.5, 0)).isEqualTo(new Gain(-2, -2));
  }

  @Test
  void thePeakBoundsBothEnds() {
    assertThat(chain.next(-1.0, seam(4), -22.0, -1, RAMP)).isEqualTo(new Gain(0, 0));
  }

  @Test
  void overlapsThatDifferAreMatchedByPowerSoThatTheChainDoesNotSink() {
    Seam rebuilt = new Seam(0, 0.9, Decibels.ofAmplitude(0.9), -7.2);
    Gain gain = new Gain(-4, -4);
    for (int segment = 0; segment < 1_000; segment++) {
      gain = chain.next(gain.endDb(), rebuilt, -16.0, -1, RAMP);
      assertThat(gain.startDb()).isCloseTo(-4, within(1e-9));
    }
  }

  @Test
  void withoutASeamItStartsAfreshAtTheTarget() {
    assertThat(chain.next(-9.0, null, -18.0, -1, RAMP)).isEqualTo(new Gain(-2, -2));
  }

  /** What ACE-Step's normalisation does at random is undone by the seam's gain, so the music stays where it is. */
  @Test
  @Requirement("B5")
  void aThousandRandomNormalisationsAreNotHeard() {
    SplittableRandom random = new SplittableRandom(1);
    double normalised = 0;
    Gain gain = chain.next(null, null, -17.0, -4, 45);
    for (int segment = 1; segment <= 1_000; segment++) {
      double next = random.nextDouble(-6, 6);
      double music = -17 + random.nextDouble(-1, 1);
      gain = chain.next(gain.endDb(), seam(normalised - next), music + next, music + 9 + next, RAMP);
      normalised = next;
      assertThat(gain.startDb() + music + next).as("LUFS of segment %d", segment).isBetween(TARGET - 2, TARGET + 2);
      assertThat(Math.abs(gain.endDb() - gain.startDb())).isLessThanOrEqualTo(0.5 + 1e-9);
    }
  }

  /** Music that really grows or sinks by up to 6 dB at each seam, delivered at −1 dBFS every time. */
  @Test
  void aThousandRandomSwellsStayWithinBounds() {
    SplittableRandom random = new SplittableRandom(2);
    Gain gain = chain.next(null, null, -15.0, -1, 45);
    for (int segment = 1; segment <= 1_000; segment++) {
      double loudness = random.nextDouble(-18, -12);
      gain = chain.next(gain.endDb(), seam(random.nextDouble(-6, 6)), loudness, -1, RAMP);
      assertThat(Math.max(gain.startDb(), gain.endDb()) - 1).as("peak of segment %d", segment).isLessThanOrEqualTo(-1 + 1e-9);
      assertThat(gain.endDb() + loudness).as("LUFS at the end of segment %d", segment)
        .isBetween(TARGET - 6 - 1e-9, TARGET + 6 + 1e-9);
      assertThat(gain.startDb() + loudness).as("LUFS at the start of segment %d", segment).isBetween(TARGET - 18, TARGET + 18);
    }
  }
}
