package worksound.messages;

import java.time.Instant;
import java.util.List;
import worksound.bus.Event;
import worksound.bus.Wire;
import worksound.messages.Snapshot.Explanation;
import worksound.messages.Snapshot.Phase;

/** What has happened while a segment is made. */
public interface GenerationEvents {

  /**
   * A server that may generate was asked, outside any session, whether it can be used.
   *
   * @param host        the server: scheme, host and port, or builtin
   * @param reachable   whether it answered
   * @param models      DiT models on its disk, empty when it did not say
   * @param lmModels    language models on its disk, empty when it did not say
   * @param missing     models that the configuration names and that are not among them, empty when it did not say
   * @param code        what is wrong, null when nothing is
   * @param message     what is wrong and what helps, in words for a person; null when nothing is
   * @param explanation the same, to be worded by a page; null when nothing is
   */
  @Wire
  record EngineChecked(String host, boolean reachable, List<String> models, List<String> lmModels, List<String> missing, String code,
                              String message, Explanation explanation, Instant at) {

    public EngineChecked {
      models = List.copyOf(models);
      lmModels = List.copyOf(lmModels);
      missing = List.copyOf(missing);
    }
  }

  /**
   * ACE-Step has taken a task.
   *
   * @param taskType       text2music or repaint
   * @param sourceIndex    the segment whose tail it starts with, null for text2music
   * @param host           server that took it: scheme, host and port, or builtin
   * @param model          DiT model asked for
   * @param lmModel        LM asked for, null for none
   * @param queuePosition  its place among the tasks that wait, 1 is next; null when ACE-Step did not tell
   * @param prepareSeconds time to find ACE-Step ready, loading models included
   * @param seedSeconds    time until the seed was there
   * @param submitSeconds  time to send it all
   */
  @Wire
  record GenerationSubmitted(String sessionId, int segmentIndex, int attempt, String taskId, String taskType, Integer sourceIndex,
                                    String prompt, String host, String model, String lmModel, Integer queuePosition, double prepareSeconds,
                                    double seedSeconds, double submitSeconds, Instant at) implements Event {
  }

  /**
   * A task came further.
   *
   * @param taskId         null before it is submitted
   * @param phase          what is being done
   * @param stage          the same in words: ACE-Step's while it works on the task, else ours
   * @param progress       0 to 1
   * @param elapsedSeconds since the attempt began
   * @param etaSeconds     expected seconds to its end, null when unknown
   * @param queuePosition  place among the tasks that wait at ACE-Step, 1 is next; null when it does not wait
   * @param reachable      whether ACE-Step answered, null when it has not been asked yet
   */
  @Wire
  record GenerationProgressed(String sessionId, int segmentIndex, int attempt, String taskId, Phase phase, String stage, double progress,
                                     double elapsedSeconds, Double etaSeconds, Integer queuePosition, Boolean reachable,
                                     Instant at) implements Event {
  }

  /**
   * ACE-Step is done and its WAV is here.
   *
   * @param model             DiT model that was used, as ACE-Step says
   * @param lmModel           LM that is loaded, null for none
   * @param seedValue         ACE-Step's random seed
   * @param queueSeconds      time that the task waited for others
   * @param generationSeconds time that the task then took
   * @param downloadSeconds   time to fetch the WAV
   * @param bytes             size of the WAV
   * @param realtimeFactor    seconds of new music per second of generation
   */
  @Wire
  record GenerationFinished(String sessionId, int segmentIndex, int attempt, String taskId, String model, String lmModel,
                                   String seedValue, double queueSeconds, double generationSeconds, double downloadSeconds,
                                   long bytes, double realtimeFactor, Instant at) implements Event {
  }

  /**
   * An attempt failed.
   *
   * @param taskId         null when nothing was submitted
   * @param code           stable code
   * @param message        words for a person
   * @param explanation    the same, to be worded by a page
   * @param retryInSeconds when the next attempt begins, null when there is none
   */
  @Wire
  record GenerationFailed(String sessionId, int segmentIndex, int attempt, String taskId, String code, String message,
                                 Explanation explanation, Double retryInSeconds, Instant at) implements Event {
  }

  /**
   * ACE-Step cannot do what was asked; another set of parameters is used from here on.
   *
   * @param reason      why, in words for a person
   * @param explanation the same, to be worded by a page
   * @param model       DiT model from now on
   * @param lmModel     LM from now on
   */
  @Wire
  record GenerationFellBack(String sessionId, int segmentIndex, String reason, Explanation explanation, String model, String lmModel,
                                   Instant at) implements Event {
  }

  /**
   * Another server generates from here on; it goes on with the same segment.
   *
   * @param from        the server before, scheme, host and port
   * @param to          the server from now on
   * @param code        why, as a problem's code, or server-is-back
   * @param reason      why, in words for a person
   * @param explanation the same, to be worded by a page
   */
  @Wire
  record GenerationMoved(String sessionId, int segmentIndex, String from, String to, String code, String reason, Explanation explanation,
                                Instant at) implements Event {
  }

  /**
   * Nothing more is made for the time being.
   *
   * @param segmentIndex what would be made next
   * @param reason       no-listener
   * @param idleSeconds  how long nobody has listened
   */
  @Wire
  record GenerationPaused(String sessionId, int segmentIndex, String reason, double idleSeconds, Instant at) implements Event {
  }

  /**
   * Generation goes on after a pause.
   *
   * @param segmentIndex what is made next
   */
  @Wire
  record GenerationResumed(String sessionId, int segmentIndex, Instant at) implements Event {
  }
}
