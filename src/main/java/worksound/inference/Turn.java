package worksound.inference;

/** The making of one segment, over all its attempts. */
final class Turn {

  final Session session;
  /** The segment to be made. */
  final int index;
  private final Time time;
  private final int maxAttempts;
  /** The attempt that is under way, null between two. */
  Order order;
  /** The alarm that begins the next attempt, null while one is under way. */
  Long retry;
  private int attempts;
  private int failures;
  private boolean refused;
  private int strikes;
  private Double waitingSince;

  /**
   * @param maxAttempts strikes that are too many
   */
  Turn(Session session, int index, Time time, int maxAttempts) {
    this.session = session;
    this.index = index;
    this.time = time;
    this.maxAttempts = maxAttempts;
  }

  /** Begins the next attempt. */
  Order next() {
    retry = null;
    order = new Order(session.id, index, ++attempts, strikes + 1 >= maxAttempts, session.prompt);
    return order;
  }

  /** Waits for the next attempt. @param alarm what begins it */
  void pause(long alarm) {
    order = null;
    retry = alarm;
  }

  /** Whether a segment that waits is made again with another prompt; the one that is there does until then. */
  boolean isReplacement() {
    return index <= session.newestAccepted;
  }

  /** An attempt failed; one that failed for want of a server counts against nothing while there is music. */
  void failed(Problem problem) {
    failures++;
    refused |= problem == Problem.SEGMENT_REJECTED;
    boolean wait = problem.remedy() == Problem.Remedy.WAIT;
    strikes += wait && session.hasMusic() ? 0 : 1;
    waitingSince = !wait ? null : waitingSince == null ? Double.valueOf(time.seconds()) : waitingSince;
  }

  /** Other parameters have a clean record. */
  void fellBack() {
    failures = 0;
    strikes = 0;
  }

  /** Whether an attempt was refused that may still be better than nothing. */
  boolean hasRefused() {
    return refused;
  }

  /** Attempts that failed with these parameters. */
  int failures() {
    return failures;
  }

  Verdict.Course course(boolean canStepDown) {
    return new Verdict.Course(strikes, waitingSince == null ? 0 : time.seconds() - waitingSince, session.hasMusic(), canStepDown);
  }
}
