package worksound.messages;

import java.time.Instant;
import java.util.List;
import worksound.bus.Wire;
import worksound.messages.Playback.ReportPlayback;

/**
 * What is going on, whole: the answer of {@code GET /session/status} and the {@code status} event of the stream.
 *
 * @param version      rises with every change
 * @param serverTime   when it was taken
 * @param sessionId    null when idle
 * @param segmentIndex newest playable segment, null before the first
 * @param segments     playable segments, oldest first
 * @param segment      the newest of them, null before the first
 * @param generation   null when nothing is being generated
 * @param playback     null when no page plays
 * @param error        null when all is well
 * @param resumable    the session that can be taken up while idle, null when there is none
 * @param paused       why nothing more is made although the session goes on: no-listener; null while it is not so
 */
@Wire
public record Snapshot(long version, Instant serverTime, String sessionId, State state, Integer segmentIndex,
                       List<Segment> segments, Segment segment, Generation generation, Prompt prompt, Playback playback,
                       Timing timing, Engine engine, Error error, Resumable resumable, String paused) {

  public Snapshot {
    segments = List.copyOf(segments);
  }

  /** The five states that a person sees. */
  public enum State { idle, generating, downloading, playing, error }

  /**
   * The segment in the making; times in seconds.
   *
   * @param progress       0 to 1
   * @param etaSeconds     null when unknown
   * @param queuePosition  place among the tasks that wait at ACE-Step, 1 is next; null when it does not wait
   * @param realtimeFactor seconds of new music per second of generation in this session, null before the first segment
   */
  @Wire
  public record Generation(int segmentIndex, String stage, double progress, double elapsedSeconds, Double etaSeconds,
                           Integer queuePosition, int attempt, String taskId, String model, String lmModel, Double realtimeFactor) {
  }

  /**
   * The prompt in force and the one to come.
   *
   * @param current            the prompt of the newest playable segment; null when idle
   * @param pending            null when it is the current one
   * @param appliesFromSegment first segment made with the pending prompt
   * @param heardInSeconds     when the pending prompt will be heard, null when unknown
   */
  @Wire
  public record Prompt(String current, String pending, Integer appliesFromSegment, Double heardInSeconds) {
  }

  /** What the page that owns playback last reported; see {@link ReportPlayback}. */
  @Wire
  public record Playback(String playerId, State state, Integer segmentIndex, double positionSeconds,
                         double bufferedSeconds, int underruns, Double downloadSeconds, Instant reportedAt) {
  }

  /** The times a page needs, as configured. */
  @Wire
  public record Timing(double segmentSeconds, double overlapSeconds, double crossfadeSeconds, double prefetchSeconds,
                       double prefetchMaxSeconds) {
  }

  /**
   * What generates.
   *
   * @param kind           builtin or acestep
   * @param host           server that took the last task: scheme, host and port, or builtin; null before the first
   * @param reachable      whether it answered when it was last asked, null when it was not asked yet
   * @param finding        what was wrong when it was asked before the first session, in words for a person; null when nothing was
   * @param fellBack       whether something other than the first choice is in use
   * @param note           why, in words for a person; null when it is the first choice
   * @param realtimeFactor seconds of new music per second of generation, null before the first segment
   */
  @Wire
  public record Engine(String kind, String host, Boolean reachable, String finding, boolean fellBack, String note, String model,
                       String lmModel, Double realtimeFactor) {
  }

  /** Why the music cannot go on, in words a person can act on. */
  @Wire
  public record Error(String code, String message, Integer segmentIndex, Instant at) {
  }

  /** A session that an earlier process kept; {@code segmentIndex} is its newest segment. */
  @Wire
  public record Resumable(String sessionId, String prompt, int segmentIndex) {
  }
}
