package worksound.inference.pacing;

import worksound.config.CountOrAuto;

/**
 * How far generation may run ahead of the page. With one segment waiting, generation and download together must fit into the
 * stride; with two, generation alone.
 */
public final class Pacing {

  /** Part of the stride that generation and download may take before a second segment is made ahead. */
  private static final double COMFORT = 0.7;

  private final CountOrAuto configured;
  private final double strideSeconds;
  private Double generationSeconds;
  private Double downloadSeconds;

  public Pacing(CountOrAuto configured, double strideSeconds) {
    this.configured = configured;
    this.strideSeconds = strideSeconds;
  }

  public void generationTook(double seconds) {
    generationSeconds = seconds;
  }

  public void downloadTook(double seconds) {
    downloadSeconds = seconds;
  }

  /** Segments that may be accepted but not delivered. */
  public int lookAhead() {
    if (!configured.isAuto()) {
      return configured.count();
    }
    double turn = (generationSeconds == null ? 0 : generationSeconds) + (downloadSeconds == null ? 0 : downloadSeconds);
    return turn > COMFORT * strideSeconds ? 2 : 1;
  }

  /**
   * Whether the next segment may be made.
   *
   * @param newestAccepted  −1 before the first
   * @param newestDelivered −1 before the first
   */
  public boolean allows(int newestAccepted, int newestDelivered) {
    return newestAccepted - newestDelivered < lookAhead();
  }
}
