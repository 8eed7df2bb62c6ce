package worksound.inference.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import worksound.config.Config;
import worksound.inference.pacing.PlaybackSchedule;
import worksound.messages.Segment;
import worksound.messages.Segment.Takes;
import worksound.messages.Snapshot.Explanation;

/**
 * A GPU that makes one segment at a time and a page that plays them, on virtual time, by the generation loop's plan: when the next segment
 * is made, and when another take.
 */
final class SimulatedListening {

  private static final double STEP = 0.1;
  private static final double SEGMENT = 60;
  private static final double OVERLAP = 15;
  private static final double CROSSFADE = 4;
  private static final double PREFETCH = 15;
  private static final int REPORT_STEPS = 20;
  private static final int ATTEMPTS = 3;

  private final DoubleUnaryOperator gpu;
  private final double downloadSeconds;
  private final double refused;
  private final Session session = new Session("s", "calm");
  private final GenerationPlan plan;
  private final Random random;
  private final List<Integer> takesHeard = new ArrayList<>();
  private double now;
  private PlannedSegment making;
  private double makingSince;
  private double makingUntil;
  private boolean cancelled;
  private int refusals;
  private int bestOfRefused;
  private int playing = -1;
  private double playingSince;
  private double downloadedAt = Double.POSITIVE_INFINITY;
  private int bridges;
  private double lateSeconds;

  /**
   * @param gpu             seconds that an attempt takes which is begun at a time in seconds
   * @param downloadSeconds that the page needs for a segment
   * @param refused         share of attempts that are refused, 0 to 1
   */
  SimulatedListening(Config config, DoubleUnaryOperator gpu, double downloadSeconds, double refused, long seed) {
    this.gpu = gpu;
    this.downloadSeconds = downloadSeconds;
    this.random = new Random(seed);
    this.refused = refused;
    plan = new GenerationPlan(config);
  }

  /** Listens for so long. */
  SimulatedListening run(double seconds) {
    for (int step = 0; now < seconds; step++) {
      now = step * STEP;
      make();
      play();
      if (step % REPORT_STEPS == 0 && playing >= 0) {
        session.position = new PlaybackSchedule.Position(playing, now - playingSince, now);
        if (refusals > 0 && plan.isPressing(making.index(), session, now)) {
          accept();
          cancelled = true;
        }
      }
      generateIfDue();
    }
    return this;
  }

  private void make() {
    if (making == null || now < makingUntil) {
      return;
    }
    if (!cancelled) {
      plan.attemptTook(now - makingSince, "gpu");
      boolean again = !making.isTake() && random.nextDouble() < refused && ++refusals < ATTEMPTS;
      if (again && plan.leavesTime(making.index(), session, now)) {
        attempt(making);
        return;
      }
      plan.generationTook(now - makingSince);
      accept();
    }
    making = null;
  }

  private void accept() {
    bestOfRefused += refusals > 0 ? 1 : 0;
    refusals = 0;
    List<Double> scores = new ArrayList<>(making.isTake() ? session.newestTakes.scores() : List.of());
    scores.add(1 + random.nextDouble());
    session.accepted(new Segment(making.index(), making.sourceIndex(), "calm", SEGMENT, OVERLAP, Segment.Join.overlap, 48_000, 0, "", null, 0,
      0, null, new Takes(scores, 1, Explanation.of("first-take"))), making);
  }

  private void play() {
    boolean fetched = session.newestDelivered > playing;
    double end = playingSince + SEGMENT;
    if (!fetched && session.newestAccepted > playing && downloadedAt == Double.POSITIVE_INFINITY && (playing < 0 || now >= end - PREFETCH)) {
      downloadedAt = now + downloadSeconds;
      takesHeard.add(session.newestTakes.made());
    }
    if (now >= downloadedAt) {
      session.newestDelivered++;
      downloadedAt = Double.POSITIVE_INFINITY;
      plan.downloadTook(downloadSeconds);
      session.downloadSeconds = downloadSeconds;
      // ACE-Step goes on with it, and nobody waits for what comes of it.
      cancelled |= making != null && making.isTake() && making.index() == session.newestDelivered;
    }
    if (session.newestDelivered > playing) {
      begin(end);
    } else if (playing >= 0 && now > end - CROSSFADE) {
      lateSeconds += STEP;
    }
  }

  /** In phase: the last 15 s of the segment before it are repeated until it is there. */
  private void begin(double endBefore) {
    double start = endBefore - OVERLAP;
    if (playing < 0) {
      start = now;
    } else if (now < start) {
      return;
    }
    for (; now > start + OVERLAP - CROSSFADE; start += OVERLAP) {
      bridges++;
    }
    playing = session.newestDelivered;
    playingSince = start;
  }

  private void generateIfDue() {
    if (making == null) {
      plan.due(session, null, false, now).ifPresent(due -> {
        session.begun(due);
        attempt(due);
      });
    }
  }

  private void attempt(PlannedSegment planned) {
    making = planned;
    cancelled = false;
    makingSince = now;
    makingUntil = now + gpu.applyAsDouble(now);
  }

  /** Passes of the bridge that were heard. */
  int bridges() {
    return bridges;
  }

  /** Segments that were refused before they were used. */
  int bestOfRefused() {
    return bestOfRefused;
  }

  /** Seconds for which music was missing that should have been there. */
  double lateSeconds() {
    return lateSeconds;
  }

  /** Takes of each segment that there were when the page fetched it. */
  List<Integer> takesHeard() {
    return takesHeard;
  }
}
