package worksound.messages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import worksound.bus.Wire;
import worksound.messages.Playback.Player;
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
 * @param playback     null when nobody plays
 * @param heard        where the session was heard last, also when nobody plays any more; null when it was not yet
 * @param error        null when all is well
 * @param resumable    the session that can be taken up while idle, null when there is none
 * @param newPiece     the new piece that was asked for, null when none is on its way
 * @param renewal      why the music goes back to earlier music of the session, until it is well past it; null when it does not
 * @param paused       why nothing more is made although the session goes on: no-listener; null while it is not so
 */
@Wire
public record Snapshot(long version, Instant serverTime, String sessionId, State state, Integer segmentIndex,
                       List<Segment> segments, Segment segment, Generation generation, Prompt prompt, Playback playback, Heard heard,
                       Timing timing, Engine engine, Error error, Resumable resumable, NewPiece newPiece, Explanation renewal, String paused) {

  public Snapshot {
    segments = List.copyOf(segments);
  }

  /** The five states that a person sees. */
  public enum State { idle, generating, downloading, playing, error }

  /**
   * The segment in the making; times in seconds.
   *
   * @param phase          what is being done
   * @param stage          the same in words: ACE-Step's while it works on the task, else ours
   * @param progress       0 to 1
   * @param etaSeconds     null when unknown
   * @param queuePosition  place among the tasks that wait at ACE-Step, 1 is next; null when it does not wait
   * @param realtimeFactor seconds of new music per second of generation in this session, null before the first segment
   */
  @Wire
  public record Generation(int segmentIndex, Phase phase, String stage, double progress, double elapsedSeconds, Double etaSeconds,
                           Integer queuePosition, int attempt, String taskId, String model, String lmModel, Double realtimeFactor) {
  }

  /**
   * What is being done for the segment in the making.
   *
   * @param models      models that are being loaded; empty in every other phase
   * @param explanation why it is tried again, or which models are missing while others are loaded; null when there is nothing of the kind
   */
  @Wire
  public record Phase(Code code, List<String> models, Explanation explanation) {

    /** The phases, in the order in which an attempt goes through them. */
    public enum Code {
      /** ACE-Step is asked whether it is ready. */
      asking,
      /** ACE-Step loads models. */
      loading,
      /** ACE-Step is at work for somebody else, or for a session that was stopped. */
      waiting,
      /** ACE-Step has taken the task. */
      submitted,
      /** The task waits at ACE-Step for others. */
      queued,
      /** ACE-Step is at work on the task. */
      generating,
      /** ACE-Step does not answer while the task runs. */
      unanswered,
      /** The WAV is fetched from ACE-Step. */
      fetching,
      /** The WAV is measured before it is played. */
      examining,
      /** An attempt has failed and the next one is about to begin. */
      retrying
    }

    public Phase {
      models = List.copyOf(models);
    }

    /** One that its code says all about. */
    public static Phase of(Code code) {
      return new Phase(code, List.of(), null);
    }
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

  /**
   * A new piece on its way, or one that could not be made.
   *
   * @param segmentIndex    the segment that it begins with, or was to begin with
   * @param expectedSeconds what a generation takes as measured, null when not known
   * @param explanation     why it could not be made, to be worded by a page; null in every other state
   */
  @Wire
  public record NewPiece(State state, int segmentIndex, Double expectedSeconds, Explanation explanation) {

    /** How far it is. */
    public enum State {
      /** The task of the music that plays is finished first, or ACE-Step is made ready. */
      waiting,
      /** ACE-Step has taken its task. */
      generating,
      /** It could not be made, and the music that was there goes on. */
      failed
    }
  }

  /** What the page or the stream that owns playback last reported; see {@link ReportPlayback}. */
  @Wire
  public record Playback(String playerId, State state, Integer segmentIndex, double positionSeconds, double bufferedSeconds,
                         int underruns, Double downloadSeconds, Instant reportedAt, Player by) {
  }

  /** The second of the music that was heard last, as it was reported. @param positionSeconds seconds into the segment */
  @Wire
  public record Heard(int segmentIndex, double positionSeconds) {
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
   * @param findings       the same, to be worded by a page: one for each server that something was wrong with
   * @param fellBack       whether something other than the first choice is in use
   * @param note           why, in words for a person; null when it is the first choice
   * @param explanation    the same, to be worded by a page
   * @param realtimeFactor seconds of new music per second of generation, null before the first segment
   */
  @Wire
  public record Engine(String kind, String host, Boolean reachable, String finding, List<Finding> findings, boolean fellBack, String note,
                       Explanation explanation, String model, String lmModel, Double realtimeFactor) {

    public Engine {
      findings = List.copyOf(findings);
    }
  }

  /**
   * What was wrong with a server when it was asked before the first session.
   *
   * @param host the server; null when there is only one
   */
  @Wire
  public record Finding(String host, Explanation explanation) {
  }

  /** Why the music cannot go on: in words a person can act on, and to be worded by a page. */
  @Wire
  public record Error(String code, String message, Explanation explanation, Integer segmentIndex, Instant at) {
  }

  /**
   * What went wrong, stands in the way or was decided, for a page to put into words in its reader's language.
   *
   * @param code   stable, such as out-of-memory; {@code openapi.json} lists the codes with their arguments
   * @param args   what fills the gaps of the sentence, by name: texts, numbers, or lists of texts
   * @param detail the words of ACE-Step or of the system about it, made fit to be shown; null when there are none
   */
  @Wire
  public record Explanation(String code, Map<String, Object> args, String detail) {

    public Explanation {
      args = args == null ? Map.of() : Map.copyOf(args);
    }

    /** One without gaps. */
    public static Explanation of(String code) {
      return new Explanation(code, Map.of(), null);
    }

    /** What models are missing on the GPU host. @param command what brings them, to be run there */
    public static Explanation modelsMissing(List<String> models, String command) {
      return new Explanation("models-missing", Map.of("models", List.copyOf(models), "command", command), null);
    }

    /** The same with the words of ACE-Step or of the system; none when they are empty. */
    public Explanation withDetail(String words) {
      return new Explanation(code, args, words == null || words.isBlank() ? null : words);
    }
  }

  /**
   * A session that an earlier process kept.
   *
   * @param segmentIndex its newest segment
   * @param heard        where it was heard last, null when that is not known
   */
  @Wire
  public record Resumable(String sessionId, String prompt, int segmentIndex, Heard heard) {
  }
}
