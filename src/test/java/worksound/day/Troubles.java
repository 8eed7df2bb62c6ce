package worksound.day;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** What goes wrong in a day, and how often, drawn from a seed. Each kind has dice of its own, so that one does not disturb another. */
final class Troubles {

  private final SplittableRandom jobs;
  private final SplittableRandom polls;
  private final SplittableRandom downloads;
  private final SplittableRandom listening;
  private final Map<Moment, Integer> moments = new EnumMap<>(Moment.class);
  private int ofJobs;
  private int ofPolls;
  private int ofDownloads;

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
  }

  OfJob ofJob() {
    double seconds = jobs.nextDouble() < 0.03 ? 15 + 60 * jobs.nextDouble() : 0.6 + 1.5 * jobs.nextDouble();
    double draw = jobs.nextDouble();
    Refusal refusal = draw < 0.01 ? Refusal.BUSY : draw < 0.02 ? Refusal.CRASH : draw < 0.03 ? Refusal.UNREACHABLE : Refusal.NONE;
    boolean answerLost = jobs.nextDouble() < 0.01;
    draw = jobs.nextDouble();
    End end = draw < 0.01 ? End.FAILED : draw < 0.02 ? End.FORGOTTEN : draw < 0.025 ? End.NO_FILE : End.WELL;
    boolean flawed = jobs.nextDouble() < 0.05;
    Music.Flaw flaw = flawed ? Music.Flaw.values()[1 + jobs.nextInt(Music.Flaw.values().length - 1)] : Music.Flaw.NONE;
    ofJobs += refusal != Refusal.NONE || answerLost || end != End.WELL || flawed || seconds > 10 ? 1 : 0;
    return new OfJob(refusal, answerLost, seconds, end, flaw);
  }

  /** Whether a poll fails. */
  boolean ofPoll() {
    boolean fails = polls.nextDouble() < 0.005;
    ofPolls += fails ? 1 : 0;
    return fails;
  }

  Arrival ofDownload() {
    double draw = downloads.nextDouble();
    Arrival arrival = draw < 0.0015 ? Arrival.STALLED : draw < 0.01 ? Arrival.CUT : Arrival.NONE;
    ofDownloads += arrival == Arrival.NONE ? 0 : 1;
    return arrival;
  }

  Moment whileHearing() {
    double draw = listening.nextDouble();
    for (Moment moment : Moment.values()) {
      draw -= moment.chance;
      if (draw < 0) {
        moments.merge(moment, 1, Integer::sum);
        return moment;
      }
    }
    return Moment.NOTHING;
  }

  /** A number for the moment that was drawn last. */
  double between(double from, double to) {
    return from + (to - from) * listening.nextDouble();
  }

  int count(Moment moment) {
    return moments.getOrDefault(moment, 0);
  }

  /** How many of everything. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "tasks that failed or came late %d, polls that failed %d, downloads cut or stalled %d, %s",
      ofJobs, ofPolls, ofDownloads, moments);
  }
}
