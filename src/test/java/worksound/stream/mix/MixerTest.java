package worksound.stream.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import worksound.messages.Segment;
import worksound.stream.mix.Tape.Cut;
import worksound.testing.Requirement;

/** What is mixed is the known signal that the segments were cut from, with no gap, and lets go of what has sounded. */
class MixerTest {

  private static final double SAME_DB = -90;
  /** By so much a repetition holds the music up: the shared 5 s without the fade of 1.25 s with which they begin. */
  private static final double REPETITION_SECONDS = 5 - 1.25;
  private static final Tape TAPE = new Tape(7, 70);

  private final Mixer mixer = new Mixer(Tape.FADE, Tape.OVERLAP);
  private final float[] mix = new float[2 * (int) Frames.of(70)];
  private int mixed;

  @Test
  @Requirement("B12")
  void seamsOfSegmentsThatCameBackLateAndAtAnotherLevelAreNotThere() throws IOException {
    play(TAPE.cut(0), 3);
    play(TAPE.cut(1, 0, 300, 1.5), 15);
    play(TAPE.cut(2, 300, -120, -2), 15);
    play(TAPE.cut(3, 180, 0, 0.25), 25);
    long fadeIn = Frames.of(0.1);
    assertThat(TAPE.residualDb(mix, fadeIn, fadeIn, Frames.of(58) - fadeIn)).isLessThan(SAME_DB);
    assertThat(mixer.underruns()).isZero();
  }

  @Test
  void aGainThatMovesInsideASegmentMovesInAStraightLineInDecibels() throws IOException {
    Cut cut = TAPE.cut(0);
    mixer.begin(withGains(cut, -2, 4), cut.source(), 0);
    mixFor(19);
    // From −2 dB at second 0 to 4 dB at second 15, where the overlap with the next segment begins.
    for (double second : new double[] {1, 5, 10, 15, 18}) {
      int at = 2 * (int) Frames.of(second);
      double gain = 20 * Math.log10(mix[at] / TAPE.samples[at]);
      assertThat(gain).as("at %s s", second).isCloseTo(Math.min(4, -2 + 6 * second / 15), Offset.offset(1e-3));
    }
  }

  private static Segment withGains(Cut cut, double from, double to) {
    Segment s = cut.segment();
    return new Segment(s.index(), null, s.prompt(), s.seconds(), s.overlapSeconds(), s.join(), s.sampleRate(), s.bytes(), s.etag(), null,
      from, to, null, null);
  }

  @Test
  @Requirement({"B2", "B12"})
  void aLateSegmentIsBridgedWithoutAGapAndTakesOverInPhase() throws IOException {
    play(TAPE.cut(0), 24);
    assertThat(mixer.isBridging()).isTrue();
    assertThat(mixer.underruns()).isEqualTo(1);
    play(TAPE.cut(1), 14);
    assertThat(Tape.quietestDb(mix, Frames.of(0.2), mixed, 480)).isGreaterThan(-40);
    assertThat(mixer.isBridging()).isFalse();
    long late = 2 * Frames.of(REPETITION_SECONDS);
    assertThat(TAPE.residualDb(mix, Frames.of(28), Frames.of(28) - late, Frames.of(9))).isLessThan(SAME_DB);
  }

  @Test
  void aSegmentThatComesBeforeItsRepetitionIsHeardReplacesIt() throws IOException {
    play(TAPE.cut(0), 17);
    assertThat(mixer.isBridging()).isFalse();
    play(TAPE.cut(1), 10);
    assertThat(mixer.underruns()).isZero();
    assertThat(TAPE.residualDb(mix, Frames.of(1), Frames.of(1), Frames.of(25))).isLessThan(SAME_DB);
  }

  @Test
  void theMusicEntersAnySecondOfASegment() throws IOException {
    Cut cut = TAPE.cut(1);
    mixer.begin(cut.segment(), cut.source(), 7.25);
    mixFor(5);
    assertThat(TAPE.residualDb(mix, Frames.of(0.1), Tape.begin(1) + Frames.of(7.35), Frames.of(4))).isLessThan(SAME_DB);
    assertThat(mixer.playhead(Frames.of(2))).isEqualTo(new Playhead(1, 0, 9.25, 10.75));
  }

  @Test
  void aSegmentThatDoesNotFollowOnIsFadedToAtOnceWithoutAGap() throws IOException {
    play(TAPE.cut(0), 10);
    play(TAPE.cut(3), 10);
    assertThat(Tape.quietestDb(mix, Frames.of(0.2), mixed, 480)).isGreaterThan(-40);
    assertThat(TAPE.residualDb(mix, Frames.of(12), Tape.begin(3) + Frames.of(2), Frames.of(8))).isLessThan(SAME_DB);
  }

  @Test
  @Requirement("B12")
  void aNewPieceIsFadedToAtOnceAndWhatWasPlannedBeforeItIsLetGoOf() throws IOException {
    play(TAPE.cut(0), 10);
    Cut planned = TAPE.cut(1);
    play(planned, 0.5);
    Cut piece = TAPE.cut(2);
    mixer.append(apart(piece), piece.source());
    assertThat(planned.source().closed).isTrue();
    mixFor(12);
    assertThat(Tape.quietestDb(mix, Frames.of(0.2), mixed, 480)).isGreaterThan(-40);
    long fadedIn = Frames.of(10.5 + Tape.FADE);
    assertThat(TAPE.residualDb(mix, Frames.of(0.2), Frames.of(0.2), Frames.of(10))).isLessThan(SAME_DB);
    assertThat(TAPE.residualDb(mix, fadedIn, Tape.begin(2) + Frames.of(Tape.FADE), Frames.of(8))).isLessThan(SAME_DB);
  }

  private static Segment apart(Cut cut) {
    Segment s = cut.segment();
    return new Segment(s.index(), null, s.prompt(), s.seconds(), 0, Segment.Join.crossfade, s.sampleRate(), s.bytes(), s.etag(), null, 0, 0, null, null);
  }

  @Test
  @Requirement("B10")
  void whatHasSoundedIsLetGoOf() throws IOException {
    Cut first = TAPE.cut(0);
    Cut second = TAPE.cut(1);
    play(first, 10);
    play(second, 4);
    assertThat(first.source().closed).isFalse();
    mixFor(8);
    assertThat(first.source().closed).isTrue();
    assertThat(mixer.held()).isEqualTo(1);
    mixer.close();
    assertThat(second.source().closed).isTrue();
  }

  @Test
  void itFadesOutForGood() throws IOException {
    play(TAPE.cut(0), 5);
    mixer.fadeOut(1);
    mixFor(0.5);
    assertThat(mixer.isQuiet()).isFalse();
    mixFor(1);
    assertThat(mixer.isQuiet()).isTrue();
    assertThat(Tape.quietestDb(mix, Frames.of(6.1), Frames.of(6.4), 480)).isLessThan(-250);
  }

  private void play(Cut cut, double seconds) throws IOException {
    if (mixer.newestIndex() == null) {
      mixer.begin(cut.segment(), cut.source(), 0);
    } else {
      mixer.append(cut.segment(), cut.source());
    }
    mixFor(seconds);
  }

  private void mixFor(double seconds) throws IOException {
    for (long left = Frames.of(seconds); left > 0; left -= Mixer.BLOCK) {
      float[] block = mixer.mix((int) Math.min(left, Mixer.BLOCK));
      System.arraycopy(block, 0, mix, 2 * mixed, block.length);
      mixed += block.length / 2;
    }
  }
}
