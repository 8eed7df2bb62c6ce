package worksound.audio.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import worksound.audio.TestMusic;
import worksound.audio.store.SeedBuilder;
import worksound.config.GateConfig;
import worksound.testing.Requirement;
import worksound.wav.TestWav;
import worksound.wav.WavFile;

/** Segments of 8 s with an overlap of 2 s that ACE-Step could deliver, examined as files. */
@Timeout(60)
class GateTest {

  private static final int RATE = 48_000;
  private static final int FRAMES = 8 * RATE;
  private static final int OVERLAP = 2 * RATE;
  private static final float[][] TAPE = TestMusic.of(2, FRAMES * 2, RATE, 42);

  @TempDir
  Path folder;
  private final SegmentAnalyzer examiner = examiner(Runnable::run);
  private WavFile source;
  private WavFile seed;

  @BeforeEach
  void buildTheSeed() throws IOException {
    source = WavFile.open(TestWav.floats(32).write(folder.resolve("source.wav"), TestMusic.cut(TAPE, 0, FRAMES)));
    seed = SeedBuilder.build(source, 2, 8, folder.resolve("seed.wav"));
  }

  private static SegmentAnalyzer examiner(Executor other) {
    return new SegmentAnalyzer(2, new Gate(8, new GateConfig(1, 12, 0.5, 5)), other);
  }

  private static float[][] next() {
    return TestMusic.cut(TAPE, FRAMES - OVERLAP, FRAMES);
  }

  private Analysis analyze(float[][] music) throws IOException {
    return analyze(music, RATE);
  }

  private Analysis analyze(float[][] music, int rate) throws IOException {
    WavFile wav = WavFile.open(TestWav.floats(32).rate(rate).write(folder.resolve("next.wav"), music));
    return examiner.analyze(wav, Optional.of(seed), Optional.of(source));
  }

  private GateResult verdictAfter(Consumer<float[][]> harm) throws IOException {
    float[][] music = next();
    harm.accept(music);
    return analyze(music).gateResult();
  }

  @Test
  void musicThatGoesOnPasses() throws IOException {
    Analysis examination = analyze(next());
    assertThat(examination.gateResult()).isEqualTo(new GateResult(java.util.List.of(), true, 0));
    assertThat(examination.figures().seam().residualDb()).isLessThan(-100);
    assertThat(examination.figures().noveltyDb()).isGreaterThan(-1);
    assertThat(examination.figures().loudnessLufs()).isBetween(-25.0, -10.0);
  }

  @Test
  void anotherThreadMeasuresTheSameAndIsNotWaitedForBeforeItHasBegun() throws IOException {
    WavFile wav = WavFile.open(TestWav.floats(32).write(folder.resolve("next.wav"), next()));
    var figures = examiner.analyze(wav, Optional.of(seed), Optional.of(source)).figures();
    assertThat(figures.seam()).isNotNull();
    assertThat(examiner(task -> new Thread(task).start()).analyze(wav, Optional.of(seed), Optional.of(source)).figures()).isEqualTo(figures);
    assertThat(examiner(never -> { }).analyze(wav, Optional.of(seed), Optional.of(source)).figures()).isEqualTo(figures);
  }

  @Test
  void aSeedThatIsGoneIsTheCallersFailureWhicheverThreadMissesIt() throws IOException {
    WavFile wav = WavFile.open(TestWav.floats(32).write(folder.resolve("next.wav"), next()));
    Files.delete(seed.path());
    assertThatThrownBy(() -> examiner(task -> new Thread(task).start()).analyze(wav, Optional.of(seed), Optional.of(source)))
      .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void theFirstSegmentHasNoSeam() throws IOException {
    WavFile wav = WavFile.open(TestWav.pcm(16).write(folder.resolve("first.wav"), next()));
    Analysis first = examiner.analyze(wav, Optional.empty(), Optional.empty());
    assertThat(first.gateResult().passes()).isTrue();
    assertThat(first.figures().seam()).isNull();
    assertThat(first.figures().contextDbfs()).isNull();
  }

  @Test
  @Requirement("B4")
  void aFewSamplesMoreOrLessAreAcceptedAndAQuarterSecondIsNot() throws IOException {
    assertThat(analyze(TestMusic.cut(TAPE, FRAMES - OVERLAP, FRAMES - 999)).gateResult().passes()).isTrue();
    assertThat(analyze(TestMusic.cut(TAPE, FRAMES - OVERLAP, FRAMES + 1_920)).gateResult().passes()).isTrue();
    GateResult tooShort = analyze(TestMusic.cut(TAPE, FRAMES - OVERLAP, FRAMES - RATE)).gateResult();
    assertThat(tooShort.words()).isEqualTo("length 7.000 s, expected 8.000 s");
    assertThat(tooShort.isPlayable()).isFalse();
  }

  @Test
  @Requirement("B4")
  void aSilentResultIsRejectedForGood() throws IOException {
    GateResult gateResult = verdictAfter(music -> TestMusic.scale(music, 0, FRAMES, 0, 0));
    assertThat(gateResult.words()).contains("new music is silence", "of silence", "overlap is not what was sent");
    assertThat(gateResult.isPlayable()).isFalse();
  }

  @Test
  void aConstantAfterTheOverlapIsSilence() throws IOException {
    GateResult gateResult = verdictAfter(music -> {
      for (float[] channel : music) {
        java.util.Arrays.fill(channel, OVERLAP, FRAMES, 0.04f);
      }
    });
    assertThat(gateResult.words()).contains("silence: -140.0 dBFS");
    assertThat(gateResult.isPlayable()).isFalse();
  }

  @Test
  void aHoleLongerThanAllowedIsRejectedButPlayable() throws IOException {
    GateResult gateResult = verdictAfter(music -> TestMusic.scale(music, 4 * RATE, 4 * RATE + RATE * 13 / 10, 0, 0));
    assertThat(gateResult.faults()).singleElement().asString().matches("1\\.[23]\\d s of silence, expected no more than 1\\.00 s");
    assertThat(gateResult.isPlayable()).isTrue();
    assertThat(verdictAfter(music -> TestMusic.scale(music, 4 * RATE, 4 * RATE + RATE * 8 / 10, 0, 0)).passes()).isTrue();
  }

  @Test
  void silenceInTheContextIsNotThisSegmentsFault() throws IOException {
    float[][] before = TestMusic.scale(TestMusic.cut(TAPE, 0, FRAMES), FRAMES - OVERLAP, FRAMES, 0, 0);
    source = WavFile.open(TestWav.floats(32).write(folder.resolve("source.wav"), before));
    seed = SeedBuilder.build(source, 2, 8, folder.resolve("seed.wav"));
    assertThat(verdictAfter(music -> TestMusic.scale(music, 0, OVERLAP, 0, 0)).passes()).isTrue();
    assertThat(verdictAfter(music -> { }).passes()).isTrue();
  }

  @Test
  @Requirement("B4")
  void aFadeToSilenceIsRejected() throws IOException {
    GateResult gateResult = verdictAfter(music -> TestMusic.scale(music, 5 * RATE, FRAMES, 1, 0));
    assertThat(gateResult.words()).startsWith("fades out: the end is ");
    assertThat(gateResult.isPlayable()).isTrue();
    assertThat(verdictAfter(music -> TestMusic.scale(music, 3 * RATE, FRAMES, 1, 0.5)).passes()).isTrue();
  }

  @Test
  @Requirement("B4")
  void clippingIsFoundAtWhateverLevelItWasNormalisedTo() throws IOException {
    GateResult gateResult = verdictAfter(music -> {
      for (float[] channel : music) {
        for (int n = 0; n < FRAMES; n++) {
          channel[n] = 0.9f * Math.max(-0.12f, Math.min(0.12f, channel[n]));
        }
      }
    });
    assertThat(gateResult.words()).contains("of the samples are clipped");
    assertThat(gateResult.isPlayable()).isTrue();
  }

  @Test
  void directCurrentIsRejected() throws IOException {
    assertThat(verdictAfter(music -> {
      for (float[] channel : music) {
        for (int n = 0; n < FRAMES; n++) {
          channel[n] += 0.08f;
        }
      }
    }).words()).contains("direct current of 8.");
  }

  @Test
  void notANumberIsRejectedForGood() throws IOException {
    GateResult gateResult = verdictAfter(music -> {
      music[0][5 * RATE] = Float.NaN;
      music[1][6 * RATE] = Float.POSITIVE_INFINITY;
    });
    assertThat(gateResult.words()).contains("2 samples that are not numbers");
    assertThat(gateResult.isPlayable()).isFalse();
  }

  @Test
  void numbersThatNoSoundHasAreNoSamples() throws IOException {
    GateResult gateResult = verdictAfter(music -> {
      music[0][5 * RATE] = 3e38f;
      music[1][5 * RATE] = -1e30f;
    });
    assertThat(gateResult.words()).contains("2 samples that are not numbers");
    assertThat(gateResult.isPlayable()).isFalse();
  }

  @Test
  void notANumberInTheOverlapIsRejectedForGood() throws IOException {
    GateResult gateResult = verdictAfter(music -> music[0][RATE] = Float.NaN);
    assertThat(gateResult.words()).contains("1 samples that are not numbers");
    assertThat(gateResult.isPlayable()).isFalse();
  }

  @Test
  void theSegmentBeforeOnceMoreIsNothingNew() throws IOException {
    assertThat(verdictAfter(music -> copy(TestMusic.cut(TAPE, 0, FRAMES), OVERLAP, music, OVERLAP, FRAMES - OVERLAP)).words())
      .startsWith("nothing new: differs by -");
  }

  @Test
  void theContextOnceMoreIsNothingNew() throws IOException {
    assertThat(verdictAfter(music -> copy(next(), 0, music, OVERLAP, OVERLAP)).words()).startsWith("nothing new: differs by -");
  }

  @Test
  @Requirement("B4")
  void unrelatedMusicIsNotWhatWasSent() throws IOException {
    GateResult gateResult = analyze(TestMusic.of(2, FRAMES, RATE, 5)).gateResult();
    assertThat(gateResult.words()).startsWith("the overlap is not what was sent: correlation 0.").endsWith("expected at least 0.500");
    assertThat(gateResult.isPlayable()).isTrue();
  }

  @Test
  void anotherRateThanTheSeedsCannotBeJoined() throws IOException {
    Analysis examination = analyze(TestMusic.of(2, 8 * 44_100, 44_100, 42), 44_100);
    assertThat(examination.gateResult().words()).isEqualTo("sample rate 44100 Hz, expected the seed's 48000 Hz");
    assertThat(examination.figures().seam()).isNull();
  }

  @Test
  void worseIsPenalisedMore() throws IOException {
    double small = verdictAfter(music -> TestMusic.scale(music, 4 * RATE, 6 * RATE, 0, 0)).penalty();
    double large = verdictAfter(music -> TestMusic.scale(music, 3 * RATE, 7 * RATE, 0, 0)).penalty();
    assertThat(small).isPositive().isLessThan(large);
  }

  private static void copy(float[][] from, int fromFrame, float[][] to, int toFrame, int frames) {
    for (int channel = 0; channel < to.length; channel++) {
      System.arraycopy(from[channel], fromFrame, to[channel], toFrame, frames);
    }
  }
}
