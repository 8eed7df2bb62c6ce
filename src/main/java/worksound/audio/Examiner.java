package worksound.audio;

import java.io.IOException;
import java.util.Optional;

/** Decides whether a WAV from ACE-Step is fit to be heard. */
final class Examiner {

  /** ACE-Step's output may be this much shorter or longer than asked, in seconds. */
  private static final double LENGTH_TOLERANCE = 0.25;
  /** Mean square below which a whole segment counts as silent: −70 dBFS. */
  private static final double SILENCE = 1e-7;

  private final double expectedSeconds;

  Examiner(double expectedSeconds) {
    this.expectedSeconds = expectedSeconds;
  }

  /** What is wrong with it, in words with figures; empty when nothing is. */
  Optional<String> fault(WavFile wav) throws IOException {
    if (Math.abs(wav.seconds() - expectedSeconds) > LENGTH_TOLERANCE) {
      return Optional.of("length %.3f s, expected %.3f s".formatted(wav.seconds(), expectedSeconds));
    }
    double power = meanSquare(wav);
    if (Double.isNaN(power)) {
      return Optional.of("samples that are not numbers");
    }
    if (power < SILENCE) {
      return Optional.of("silence: %.1f dBFS, expected more than %.1f dBFS".formatted(decibels(power), decibels(SILENCE)));
    }
    return Optional.empty();
  }

  private static double meanSquare(WavFile wav) throws IOException {
    int block = wav.format().sampleRate();
    double sum = 0;
    for (long from = 0; from < wav.frames(); from += block) {
      for (float[] channel : Samples.read(wav, from, block)) {
        for (float sample : channel) {
          sum += (double) sample * sample;
        }
      }
    }
    return sum / (wav.frames() * wav.format().channels());
  }

  private static double decibels(double power) {
    return 10 * Math.log10(Math.max(power, 1e-20));
  }
}
