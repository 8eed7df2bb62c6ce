package worksound.stream.mix;

/**
 * The two gains of a crossfade that keeps the power constant at every moment t = 0…1, whatever the correlation ρ of the two sides:
 * in = t·k, out = (1 − t)·k with k = 1/√(t² + (1 − t)² + 2ρ·t·(1 − t)). ρ = 1, the same music on both sides, gives straight lines that add up
 * to one; ρ = 0, music that has nothing in common, gives constant power. The curve has a point every 10 ms, joined by straight lines, as
 * browsers play the page's ({@code AudioParam.setValueCurveAtTime}), so that both sound alike to the last bit.
 */
final class Crossfade {

  private static final double STEP_SECONDS = 0.01;

  private final long frames;
  private final float[] in;

  /**
   * @param frames      length of the fade, more than 0
   * @param correlation ρ; what lies below 0 counts as 0
   */
  Crossfade(long frames, double correlation) {
    this.frames = frames;
    int points = (int) Math.max(2, Math.ceil(Frames.seconds(frames) / STEP_SECONDS) + 1);
    double rho = Math.min(1, Math.max(0, correlation));
    in = new float[points];
    for (int i = 0; i < points; i++) {
      double t = (double) i / (points - 1);
      in[i] = (float) (t / Math.sqrt(t * t + (1 - t) * (1 - t) + 2 * rho * t * (1 - t)));
    }
  }

  long frames() {
    return frames;
  }

  /** The gain of the side that fades in, {@code frame} frames after the fade began; 0 before and 1 after it. */
  float in(long frame) {
    if (frame <= 0) {
      return 0;
    }
    return frame >= frames ? 1 : between((double) (in.length - 1) * frame / frames);
  }

  /** The gain of the side that fades out: the same curve backwards. */
  float out(long frame) {
    return in(frames - frame);
  }

  private float between(double place) {
    int point = (int) place;
    return point >= in.length - 1 ? in[in.length - 1] : (float) (in[point] + (in[point + 1] - in[point]) * (place - point));
  }
}
