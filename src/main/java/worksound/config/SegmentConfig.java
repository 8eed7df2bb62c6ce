package worksound.config;

import static worksound.config.ConfigException.require;

/**
 * The shape of the chain of segments.
 *
 * @param seconds        length of one segment
 * @param overlapSeconds music that a segment shares with the one before it
 */
public record SegmentConfig(double seconds, double overlapSeconds) {

  /** ACE-Step works in latent frames of 1920 samples at 48 kHz. */
  private static final double FRAME_SECONDS = 0.04;
  private static final String WHOLE_FRAMES = "a multiple of 0.04 s, ACE-Step's latent frame";

  public SegmentConfig {
    require(seconds >= 2 && seconds <= 600, "segment.seconds", seconds, "2 to 600 seconds");
    require(isWholeFrames(seconds), "segment.seconds", seconds, WHOLE_FRAMES);
    require(overlapSeconds >= 0.4 && overlapSeconds <= seconds / 2, "segment.overlap_seconds", overlapSeconds,
      "0.4 seconds to half of segment.seconds (" + seconds / 2 + ")");
    require(isWholeFrames(overlapSeconds), "segment.overlap_seconds", overlapSeconds, WHOLE_FRAMES);
  }

  /** Seconds of new music that each segment adds. */
  public double strideSeconds() {
    return seconds - overlapSeconds;
  }

  private static boolean isWholeFrames(double seconds) {
    double frames = seconds / FRAME_SECONDS;
    return Math.abs(frames - Math.rint(frames)) < 1e-6;
  }
}
