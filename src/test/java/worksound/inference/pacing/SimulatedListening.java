package worksound.inference.pacing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import worksound.config.CountOrAuto;
import worksound.config.PlayerConfig;
import worksound.config.SegmentConfig;
import worksound.messages.Segment.Takes;
import worksound.messages.Snapshot.Explanation;

/**
 * A GPU that makes one segment at a time and a page that plays them, on virtual time, with the decisions of the generation loop: when the
 * next segment is made, and when another take.
 */
final class SimulatedListening {

  private static final double STEP = 0.1;
  private static final double SEGMENT = 60;
  private static final double STRIDE = 45;
  private static final double OVERLAP = 15;
  private static final double CROSSFADE = 4;
  private static final double PREFETCH = 15;
  private static final int REPORT_STEPS = 20;
  private static final int ATTEMPTS = 3;

  private final DoubleUnaryOperator gpu;
  private final double downloadSeconds;
  private final double refused;
  private final PlaybackSchedule schedule = new PlaybackSchedule(new SegmentConfig(SEGMENT, OVERLAP),
    new PlayerConfig(CROSSFADE, PREFETCH, 20));
  private final TakePolicy policy;
  private final Pacing pacing = new Pacing(new CountOrAuto(0), STRIDE);
  private final Pace pace = new Pace();
  private final Random random;
  private final List<Integer> takesHeard = new ArrayList<>();
  private double now;
  private int accepted = -1;
  private int delivered = -1;
  private int begun;
  private Takes takes;
  private int making = -1;
  private double makingSince;
  private double makingUntil;
  private boolean cancelled;
  private int refusals;
  private int bestOfRefused;
  private int playing = -1;
  private double playingSince;
  private double downloadedAt = Double.POSITIVE_INFINITY;
  private PlaybackSchedule.Position position;
  private int bridges;
  private double lateSeconds;

  /**
   * @param gpu             seconds that an attempt takes which is begun at a time in seconds
   * @param downloadSeconds that the page needs for a segment
   * @param refused         share of attempts that are refused, 0 to 1
   */
  SimulatedListening(DoubleUnaryOperator gpu, double downloadSeconds, int takes, double refused, long seed) {
    this.gpu = gpu;
    this.downloadSeconds = downloadSeconds;
    this.random = new Random(seed);
    this.refused = refused;
    policy = new TakePolicy(new CountOrAuto(takes), schedule, STRIDE);
  }

  /** Listens for so long. */
  SimulatedListening run(double seconds) {
    for (int step = 0; now < seconds; step++) {
      now = step * STEP;
      make();
      play();
      if (step % REPORT_STEPS == 0 && playing >= 0) {
        position = new PlaybackSchedule.Position(playing, now - playingSince, now);
        if (refusals > 0 && schedule.isPressing(making, position, downloadSeconds, now)) {
          accept(false);
          cancelled = true;
        }
      }
      generateIfDue();
    }
    return this;
  }

  private void make() {
    if (making < 0 || now < makingUntil) {
      return;
    }
    if (!cancelled) {
      pace.took(now - makingSince, "gpu");
      boolean take = making == accepted;
      boolean again = !take && random.nextDouble() < refused && ++refusals < ATTEMPTS;
      if (again && schedule.leavesTime(making, position, downloadSeconds, pace, now)) {
        attempt(making);
        return;
      }
      pacing.generationTook(now - makingSince);
      accept(take);
    }
    making = -1;
  }

  private void accept(boolean take) {
    bestOfRefused += !take && refusals > 0 ? 1 : 0;
    List<Double> scores = new ArrayList<>(take ? takes.scores() : List.of());
    scores.add(1 + random.nextDouble());
    takes = new Takes(scores, 1, Explanation.of("first-take"));
    begun = take ? begun : 1;
    accepted = making;
    refusals = 0;
  }

  private void play() {
    boolean fetched = delivered > playing;
    double end = playingSince + SEGMENT;
    if (!fetched && accepted > playing && downloadedAt == Double.POSITIVE_INFINITY && (playing < 0 || now >= end - PREFETCH)) {
      downloadedAt = now + downloadSeconds;
      takesHeard.add(takes.made());
    }
    if (now >= downloadedAt) {
      delivered++;
      downloadedAt = Double.POSITIVE_INFINITY;
      pacing.downloadTook(downloadSeconds);
      // ACE-Step goes on with it, and nobody waits for what comes of it.
      cancelled |= making == delivered && making == accepted;
    }
    if (delivered > playing) {
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
    playing = delivered;
    playingSince = start;
  }

  private void generateIfDue() {
    if (making >= 0) {
      return;
    }
    if (pacing.allows(accepted, delivered)) {
      attempt(accepted + 1);
    } else if (accepted > 0 && accepted > delivered && downloadedAt == Double.POSITIVE_INFINITY && policy.isWorthwhile(takes, begun, false)
      && policy.fits(accepted, position, pace, pacing.lookAhead(), now)) {
      begun++;
      attempt(accepted);
    }
  }

  private void attempt(int index) {
    making = index;
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
