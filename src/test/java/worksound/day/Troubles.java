package worksound.day;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What goes wrong in a day, and how often, drawn from a seed. Each kind has dice of its own, so that one does not disturb another. What
 * is rare is dealt out besides, from a shuffled deck, so that every kind happens in every day.
 */
final class Troubles {

  private final SplittableRandom jobs;
  private final SplittableRandom polls;
  private final SplittableRandom downloads;
  private final SplittableRandom listening;
  private final Deck moments;
  private final Deck refusals;
  private final Deck ends;
  private final Deck flaws;
  private final Deck arrivals;
  private int lostAnswers;
  private int lateJobs;
  private int failedPolls;

  /** How a submission is refused. */
  enum Refusal { NONE, BUSY, CRASH, UNREACHABLE }

  /** How a task ends. */
  enum End { WELL, FAILED, FORGOTTEN, NO_FILE }

  /** How a segment arrives from the GPU host. */
  enum Arrival { NONE, CUT, STALLED }

  /** What happens while a segment is heard, each with its chance. */
  enum Moment {
    NOTHING(0), PROMPT(0.05), SLOW_LINK(0.08), CUT_DOWNLOAD(0.03), RELOAD(0.02), OTHER_TAB(0.01), SECOND_PLAY(0.01), OFFLINE(0.01),
    AWAY(0.003), STOP_START(0.008), STOP_START_BURST(0.004), STOP_AT_SUBMISSION(0.003), STOP_AT_EXAMINATION(0.003), GPU_RESTART(0.005),
    GPU_OUTAGE(0.001), SERVER_RESTART(0.005), SERVER_KILLED(0.005), KILLED_AT_SUBMISSION(0.003), KILLED_AND_STARTED_AFRESH(0.002),
    STATE_CORRUPT(0.001);

    private final double chance;

    Moment(double chance) {
      this.chance = chance;
    }
  }

  /**
   * What happens to one task.
   *
   * @param seconds how long it runs
   */
  record OfJob(Refusal refusal, boolean answerLost, double seconds, End end, Music.Flaw flaw) {
  }

  Troubles(long seed) {
    SplittableRandom root = new SplittableRandom(seed);
    jobs = root.split();
    polls = root.split();
    downloads = root.split();
    listening = root.split();
    moments = new Deck(Moment.values(), 25, root.split());
    refusals = new Deck(Refusal.values(), 61, root.split());
    ends = new Deck(End.values(), 37, root.split());
    flaws = new Deck(Music.Flaw.values(), 29, root.split());
    arrivals = new Deck(Arrival.values(), 101, root.split());
  }

  OfJob ofJob() {
    boolean late = jobs.nextDouble() < 0.03;
    double seconds = late ? 15 + 60 * jobs.nextDouble() : 0.6 + 1.5 * jobs.nextDouble();
    boolean answerLost = jobs.nextDouble() < 0.02;
    boolean flawed = jobs.nextDouble() < 0.05;
    lateJobs += late ? 1 : 0;
    lostAnswers += answerLost ? 1 : 0;
    return new OfJob(Refusal.values()[refusals.next(drawn(jobs, 0, 0.01, 0.01, 0.01))], answerLost, seconds,
      End.values()[ends.next(drawn(jobs, 0, 0.01, 0.01, 0.005))],
      Music.Flaw.values()[flaws.next(flawed ? 1 + jobs.nextInt(Music.Flaw.values().length - 1) : 0)]);
  }

  /** Which of these chances comes true; 0 when none does. */
  private static int drawn(SplittableRandom dice, double... chances) {
    double draw = dice.nextDouble();
    for (int i = 0; i < chances.length; i++) {
      draw -= chances[i];
      if (draw < 0) {
        return i;
      }
    }
    return 0;
  }

  /** Whether a poll fails. */
  boolean ofPoll() {
    boolean fails = polls.nextDouble() < 0.005;
    failedPolls += fails ? 1 : 0;
    return fails;
  }

  Arrival ofDownload() {
    return Arrival.values()[arrivals.next(drawn(downloads, 0, 0.0085, 0.0015))];
  }

  Moment whileHearing() {
    return Moment.values()[moments.next(drawn(listening, Arrays.stream(Moment.values()).mapToDouble(moment -> moment.chance).toArray()))];
  }

  /** A number for the moment that was drawn last. */
  double between(double from, double to) {
    return from + (to - from) * listening.nextDouble();
  }

  /** Kinds of trouble that have not come. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    List.of(moments, refusals, ends, flaws, arrivals).forEach(deck -> missing.addAll(deck.missing()));
    Map.of("answer lost", lostAnswers, "late task", lateJobs, "failed poll", failedPolls)
      .forEach((kind, times) -> missing.addAll(times == 0 ? List.of(kind) : List.of()));
    return missing;
  }

  /** How many of everything. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "late tasks %d, answers lost %d, polls that failed %d, %s %s %s %s %s",
      lateJobs, lostAnswers, failedPolls, refusals, ends, flaws, arrivals, moments);
  }
}
