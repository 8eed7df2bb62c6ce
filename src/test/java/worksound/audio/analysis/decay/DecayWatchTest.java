package worksound.audio.analysis.decay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import worksound.acestep.Clip;
import worksound.acestep.Tape;
import worksound.acestep.Wear;
import worksound.messages.Measurements.Decay;
import worksound.messages.Measurements.Tone;
import worksound.messages.Segment;
import worksound.testing.Requirement;

/** When music counts as worn down. */
@Requirement("B17")
class DecayWatchTest {

  private static final Tone WELL = new Tone(-6, 9_000, -40, 6, -10);
  private static final Tone DULL = new Tone(-6, 3_000, -40, 6, -10);
  /** Ten hours of a stride of 45 s. */
  private static final int TEN_HOURS = 800;
  private static final int SECONDS = 2;
  private static final int STRETCHES = 16;

  private Decay decay;
  private int newest = -1;

  @Test
  void theFirstThreeSegmentsAreCompared() {
    take(WELL, 3);
    assertThat(decay.anchorIndex()).isEqualTo(2);
    take(WELL, 20);
    assertThat(decay.anchorIndex()).as("kept").isEqualTo(2);
    assertThat(decay.references()).hasSize(3);
  }

  @Test
  void beyondALimitTwiceInARowIsDecay() {
    take(WELL, 5);
    take(DULL, 1);
    assertThat(DecayWatch.isDecayed(decay)).isFalse();
    take(WELL, 1);
    take(DULL, 1);
    assertThat(DecayWatch.isDecayed(decay)).as("not in a row").isFalse();
    take(DULL, 1);
    assertThat(DecayWatch.isDecayed(decay)).isTrue();
    assertThat(decay.measure()).isEqualTo("bandwidth");
  }

  @Test
  void whereNothingIsToBeHeardNothingIsCompared() {
    take(WELL, 5);
    take(DULL, 1);
    take((Tone) null, 1);
    take(DULL, 1);
    assertThat(DecayWatch.isDecayed(decay)).as("not in a row").isFalse();
    assertThat(decay.references()).containsOnly(WELL).hasSize(3);
  }

  @Test
  void everyMeasureCounts() {
    List<Tone> references = List.of(WELL, WELL, WELL);
    assertThat(DecayWatch.crossed(references, WELL)).isNull();
    assertThat(DecayWatch.crossed(references, new Tone(-12, 9_000, -40, 6, -10))).isEqualTo("tilt");
    assertThat(DecayWatch.crossed(references, new Tone(-6, 9_000, -10, 6, -10))).isEqualTo("noise");
    assertThat(DecayWatch.crossed(references, new Tone(-6, 9_000, -40, -20, -10))).isEqualTo("dynamics");
    assertThat(DecayWatch.crossed(references, new Tone(-6, 9_000, -40, 6, -40))).isEqualTo("width");
    assertThat(DecayWatch.crossed(references, new Tone(2, 18_000, -60, 30, 0))).as("better is never worse").isNull();
  }

  @Test
  void anotherPromptBeginsItAnew() {
    take(WELL, 5);
    take(DULL, 1);
    take(segment(++newest, "rain", newest - 1, Segment.Join.overlap), DULL);
    assertThat(decay.anchorIndex()).isNull();
    for (int index = 0; index < 10; index++) {
      take(segment(++newest, "rain", newest - 1, Segment.Join.overlap), DULL);
      assertThat(DecayWatch.isDecayed(decay)).isFalse();
    }
    assertThat(decay.references()).containsOnly(DULL);
  }

  @Test
  void aNewPieceBeginsItAnew() {
    take(WELL, 5);
    take(segment(++newest, "calm", null, Segment.Join.crossfade), DULL);
    take(DULL, 5);
    assertThat(DecayWatch.isDecayed(decay)).isFalse();
    assertThat(decay.references()).containsOnly(DULL);
  }

  @Test
  void aNewPieceIsNotComparedWithTheOneBeforeAlsoWhereItIsAlike() {
    take(WELL, 5);
    take(segment(++newest, "calm", null, Segment.Join.crossfade), WELL);
    assertThat(decay.references()).hasSize(1);
  }

  @Test
  void musicThatIsTheSameAfterGoingBackIsLikeThat() {
    take(WELL, 5);
    take(DULL, 2);
    assertThat(DecayWatch.isDecayed(decay)).isTrue();
    take(segment(++newest, "calm", decay.anchorIndex(), Segment.Join.crossfade), DULL);
    assertThat(DecayWatch.isDecayed(decay)).isFalse();
    take(DULL, 10);
    assertThat(DecayWatch.isDecayed(decay)).isFalse();
  }

  @Test
  void musicThatIsWellAgainAfterGoingBackIsComparedWithItsFirstSegments() {
    take(WELL, 5);
    take(DULL, 2);
    take(segment(++newest, "calm", decay.anchorIndex(), Segment.Join.crossfade), WELL);
    assertThat(DecayWatch.isDecayed(decay)).isFalse();
    assertThat(decay.anchorIndex()).isEqualTo(2);
    assertThat(decay.references()).hasSize(3);
  }

  @Test
  @Tag("long")
  void tenHoursThatWearDownStayWithinTheLimits() {
    Hours hours = tenHours(true);
    System.out.printf("ten hours that wear down: gone back %d times, at most %d passes, bandwidth %.0f to %.0f Hz, floor %.1f to %.1f dB%n",
      hours.back, hours.mostPasses, hours.leastHz, hours.mostHz, hours.leastFloor, hours.mostFloor);
    assertThat(hours.back).isBetween(20, 250);
    assertThat(hours.mostPasses).as("passes at most").isLessThan(30);
    assertThat(hours.leastHz).isGreaterThan(hours.mostHz / 4);
  }

  @Test
  void tenHoursThatDoNotWearDownNeverGoBack() {
    assertThat(tenHours(false).back).isZero();
  }

  /** What was found in ten hours. */
  private static final class Hours {
    int back;
    int mostPasses;
    double leastHz = Double.MAX_VALUE;
    double mostHz;
    double leastFloor;
    double mostFloor = -200;
  }

  private Hours tenHours(boolean wears) {
    Hours hours = new Hours();
    SplittableRandom random = new SplittableRandom(1);
    List<Clip> stretches = random.longs(STRETCHES, 0, 1L << 40).mapToObj(at -> Tape.cut(at, SECONDS * Tape.RATE)).toList();
    int passes = 0;
    int anchorPasses = 0;
    for (int index = 0; index < TEN_HOURS; index++) {
      boolean back = decay != null && DecayWatch.isDecayed(decay);
      hours.back += back ? 1 : 0;
      passes = back ? anchorPasses + 1 : index == 0 ? 0 : passes + 1;
      Segment.Join join = back ? Segment.Join.crossfade : Segment.Join.overlap;
      Tone tone = tone(stretches.get(random.nextInt(STRETCHES)), wears ? passes : 0, index);
      take(segment(++newest, "calm", back ? decay.anchorIndex() : Integer.valueOf(newest - 1), index == 0 ? null : join), tone);
      anchorPasses = decay.anchorIndex() != null && decay.anchorIndex() == newest ? passes : anchorPasses;
      hours.mostPasses = Math.max(hours.mostPasses, passes);
      hours.leastHz = Math.min(hours.leastHz, tone.bandwidthHz());
      hours.mostHz = Math.max(hours.mostHz, tone.bandwidthHz());
      hours.leastFloor = Math.min(hours.leastFloor, tone.floorDb());
      hours.mostFloor = Math.max(hours.mostFloor, tone.floorDb());
    }
    return hours;
  }

  private static Tone tone(Clip tape, int passes, int seed) {
    Clip worn = Wear.of(tape, passes, seed);
    ToneMeter meter = new ToneMeter(worn.rate(), 0);
    for (int at = 0; at < worn.frames(); at += worn.rate()) {
      meter.add(worn.cut(at, at + worn.rate()).channels(), at, worn.rate());
    }
    return meter.measure();
  }

  private void take(Tone tone, int times) {
    for (int i = 0; i < times; i++) {
      newest++;
      take(segment(newest, "calm", newest == 0 ? null : newest - 1, newest == 0 ? null : Segment.Join.overlap), tone);
    }
  }

  private void take(Segment segment, Tone tone) {
    decay = DecayWatch.after(decay, segment, tone);
  }

  private static Segment segment(int index, String prompt, Integer source, Segment.Join join) {
    return new Segment(index, source, prompt, 60, source == null ? 0 : 15, join, 48_000, 1, "\"e\"", null, 0, 0, -20.0, null);
  }
}
