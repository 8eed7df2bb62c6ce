package worksound.inference.failure;

import java.util.Locale;

/** What can go wrong with ACE-Step, and what helps. */
public enum Problem {
  /** Nobody answers, or the connection broke. */
  UNREACHABLE(Remedy.WAIT),
  /** The server's queue is full. */
  BUSY(Remedy.WAIT),
  /** The server failed on its own account. */
  SERVER_ERROR(Remedy.RETRY),
  /** The server no longer knows the task, because it was restarted. */
  TASK_LOST(Remedy.RETRY),
  /** The task stopped making progress. */
  TASK_STALLED(Remedy.RETRY),
  TASK_TIMEOUT(Remedy.FALL_BACK),
  TASK_FAILED(Remedy.RETRY),
  /** The task succeeded but has no file. */
  NO_FILE(Remedy.RETRY),
  /** The file did not arrive whole: the server or the way to it is at fault, not what was asked for. */
  DOWNLOAD_FAILED(Remedy.WAIT),
  /** What arrived is not fit to be heard. */
  SEGMENT_REJECTED(Remedy.RETRY),
  /** The disk here has no room for another segment. */
  DISK_FULL(Remedy.WAIT),
  /** A page has taken the segment that was to be made again. */
  TOO_LATE(Remedy.NONE),
  OUT_OF_MEMORY(Remedy.FALL_BACK),
  LM_FAILED(Remedy.FALL_BACK),
  /** The models asked for could not be loaded. */
  INITIALIZATION_FAILED(Remedy.FALL_BACK),
  /** Another model than the one asked for was used. */
  WRONG_MODEL(Remedy.FALL_BACK),
  /** Generation takes longer than the music lasts. */
  TOO_SLOW(Remedy.FALL_BACK),
  KEY_REFUSED(Remedy.NONE),
  /** There is no such thing on the server. */
  NOT_FOUND(Remedy.NONE),
  /** The server does not understand what is sent. */
  REQUEST_REFUSED(Remedy.NONE),
  /** The server is too old to take an upload. */
  OUTDATED(Remedy.NONE),
  /** The server points to a file elsewhere. */
  FOREIGN_FILE(Remedy.NONE),
  /** Our own side failed. */
  INTERNAL_ERROR(Remedy.RETRY);

  /** What to do about a problem. */
  enum Remedy {
    /** It passes; wait for it. */
    WAIT,
    /** Another attempt may succeed. */
    RETRY,
    /** Ask for less. */
    FALL_BACK,
    /** Only a person can help. */
    NONE
  }

  private final Remedy remedy;

  Problem(Remedy remedy) {
    this.remedy = remedy;
  }

  Remedy remedy() {
    return remedy;
  }

  /** Whether it may be over the next time, with nothing done here. */
  public boolean isTransient() {
    return remedy == Remedy.WAIT || remedy == Remedy.RETRY;
  }

  /** Whether nothing but time helps. */
  public boolean isWaitedFor() {
    return remedy == Remedy.WAIT;
  }

  /** Whether ACE-Step itself has said that the task is over. */
  public boolean endsTask() {
    return this == TASK_LOST || this == TASK_FAILED || this == OUT_OF_MEMORY || this == LM_FAILED;
  }

  /** Whether another host would do better: this one is out of reach, has lost the task, or cannot do what is asked at all. */
  public boolean warrantsFailover() {
    return this == UNREACHABLE || this == DOWNLOAD_FAILED || this == BUSY || this == TASK_LOST || this == KEY_REFUSED || this == NOT_FOUND
      || this == REQUEST_REFUSED || this == OUTDATED || this == FOREIGN_FILE;
  }

  /** Whether other parameters may help when it goes on: not when our own side or the way to the server is at fault. */
  public boolean warrantsFallback() {
    return this == TASK_FAILED || this == TASK_LOST || this == TASK_STALLED || this == NO_FILE || this == SERVER_ERROR
      || remedy == Remedy.FALL_BACK;
  }

  /** Whether only something faster helps. */
  public boolean isSlowness() {
    return this == TOO_SLOW || this == TASK_TIMEOUT;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A failure of this kind, explained by this code without arguments. @param words for a person */
  public AcestepException because(String words) {
    return new AcestepException(this, words);
  }
}
