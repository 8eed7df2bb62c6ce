package worksound.acestep;

/** What a test can wait for; each is counted from 1 since the stand-in was first started. */
public enum StandInEvent {
  /** A {@code /v1/init} has ended, well or not. */
  INITIALISED,
  /** The last byte of a submission is there; nothing of it was looked at yet. */
  ARRIVED,
  /** A task was accepted. */
  SUBMITTED,
  /** A submission was refused with an HTTP error. */
  REFUSED,
  /** A task began to run. */
  STARTED,
  /** A task waits at "Generating music" because jobs are held. */
  HELD,
  /** A task ended, well or not. */
  FINISHED,
  /** A {@code /query_result} was answered. */
  POLLED,
  /** A poll reported the end of a task. */
  REPORTED,
  /** An audio file was asked for. */
  DOWNLOAD_STARTED,
  /** The last byte of an audio file was sent. */
  DOWNLOADED,
  /** An endpoint that is broken was asked. */
  BROKEN
}
