package worksound.acestep;

import static worksound.acestep.Fault.Point.DOWNLOAD;
import static worksound.acestep.Fault.Point.INIT;
import static worksound.acestep.Fault.Point.POLL;
import static worksound.acestep.Fault.Point.PROTECTED;
import static worksound.acestep.Fault.Point.REQUEST;
import static worksound.acestep.Fault.Point.STATS;
import static worksound.acestep.Fault.Point.SUBMIT;
import static worksound.acestep.Fault.Point.TASK;

/**
 * One thing that goes wrong; {@link AcestepStandIn#next(Fault)} arms it for the next occasion of its kind.
 *
 * @param text   what the fault says or names, empty where it needs nothing
 * @param amount bytes or seconds, 0 where it needs none
 */
public record Fault(Kind kind, String text, double amount) {

  /** What consumes a fault: the next request of any kind, request to a protected endpoint, look at the job counts, initialisation, submission, accepted task, poll or download. */
  enum Point { REQUEST, PROTECTED, STATS, INIT, SUBMIT, TASK, POLL, DOWNLOAD }

  enum Kind {
    UNREACHABLE(REQUEST), REFUSED_KEY(PROTECTED),
    BUSY(SUBMIT), BAD_REQUEST(SUBMIT), UNSUPPORTED(SUBMIT), UNPROCESSABLE(SUBMIT), SERVER_ERROR(SUBMIT), ANSWER_LOST(SUBMIT),
    PROXY_PAGE(SUBMIT), ODD_SUBMISSION(SUBMIT), ODD_POSITION(SUBMIT), ODD_STATS(STATS), ODD_INIT(INIT),
    POLL_ERROR(POLL), WEB_PAGE(POLL), ODD_SHAPE(POLL),
    FAILED(TASK), FORGOTTEN(TASK), FROZEN(TASK), NO_FILE(TASK), FILE_GONE(TASK), OTHER_DIT(TASK), FOREIGN_HOST(TASK),
    SILENT(TASK), NOT_WAV(TASK), WRONG_LENGTH(TASK), UNRELATED(TASK), OTHER_MUSIC(TASK), FADE_OUT(TASK), CLIPPED(TASK),
    TRUNCATED(DOWNLOAD), STALLED(DOWNLOAD), RESET(DOWNLOAD), GARBLED(DOWNLOAD);

    final Point point;

    Kind(Point point) {
      this.point = point;
    }
  }

  /** The connection closes without an answer, and nothing has happened. */
  public static final Fault UNREACHABLE = of(Kind.UNREACHABLE);
  /** 401 on a protected endpoint whatever key is sent. */
  public static final Fault REFUSED_KEY = of(Kind.REFUSED_KEY);
  /** 429, and a phantom in {@code /v1/stats.jobs.queued}. */
  public static final Fault BUSY = of(Kind.BUSY);
  public static final Fault BAD_REQUEST = of(Kind.BAD_REQUEST);
  public static final Fault UNSUPPORTED = of(Kind.UNSUPPORTED);
  /** 422 with {@code detail} as a list. */
  public static final Fault UNPROCESSABLE = of(Kind.UNPROCESSABLE);
  /** 500 text/plain to a submission. */
  public static final Fault SERVER_ERROR = of(Kind.SERVER_ERROR);
  /** 502 to a submission, with a proxy's page as the body. */
  public static final Fault PROXY_PAGE = of(Kind.PROXY_PAGE);
  /** The task is accepted, but the connection closes before the answer. */
  public static final Fault ANSWER_LOST = of(Kind.ANSWER_LOST);
  /** The task is accepted, but the answer does not name it. */
  public static final Fault ODD_SUBMISSION = of(Kind.ODD_SUBMISSION);
  /** The task is accepted and named, but its place in the queue is a text. */
  public static final Fault ODD_POSITION = of(Kind.ODD_POSITION);
  /** 200 to {@code /v1/stats}, with JSON in which nothing has the type it should. */
  public static final Fault ODD_STATS = of(Kind.ODD_STATS);
  /** The models are loaded, but whether the LM is among them is told as a text. */
  public static final Fault ODD_INIT = of(Kind.ODD_INIT);
  /** 500 text/plain to a poll. */
  public static final Fault POLL_ERROR = of(Kind.POLL_ERROR);
  /** 200 to a poll, with a web page that would do harm if it were shown as one. */
  public static final Fault WEB_PAGE = of(Kind.WEB_PAGE);
  /** 200 to a poll, with JSON in which nothing has the type it should. */
  public static final Fault ODD_SHAPE = of(Kind.ODD_SHAPE);
  /** Every poll of the task answers {@code "[]"} for ever. */
  public static final Fault FORGOTTEN = of(Kind.FORGOTTEN);
  /** The task stays at its progress for ever without occupying the worker, as after a restart. */
  public static final Fault FROZEN = of(Kind.FROZEN);
  /** Succeeded with {@code "file":""}. */
  public static final Fault NO_FILE = of(Kind.NO_FILE);
  /** Succeeded, but the file is no longer there. */
  public static final Fault FILE_GONE = of(Kind.FILE_GONE);
  public static final Fault SILENT = of(Kind.SILENT);
  /** The file is not a WAV. */
  public static final Fault NOT_WAV = of(Kind.NOT_WAV);
  /** A repaint whose head is not what was sent. */
  public static final Fault UNRELATED = of(Kind.UNRELATED);
  /** A repaint whose head is what was sent, and behind the ramp comes other music. */
  public static final Fault OTHER_MUSIC = of(Kind.OTHER_MUSIC);
  /** The new part fades to silence by its middle. */
  public static final Fault FADE_OUT = of(Kind.FADE_OUT);
  /** Twelve dB too loud, cut off at full scale. */
  public static final Fault CLIPPED = of(Kind.CLIPPED);
  /** The file comes in its whole length, and is noise. */
  public static final Fault GARBLED = of(Kind.GARBLED);
  /** A failed task with a traceback full of server paths. */
  public static final Fault FAILED = failed("RuntimeError: Music generation failed: 0-dimensional tensor");
  public static final Fault CUDA_OUT_OF_MEMORY =
    failed("torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 23.64 GiB");

  /** A failed task; {@code lastLine} ends the traceback, which is seen in {@code error} only on a server without diskcache. */
  public static Fault failed(String lastLine) {
    return new Fault(Kind.FAILED, traceback(lastLine), 0);
  }

  /** Succeeded with another DiT than the one asked for. */
  public static Fault otherDit(String name) {
    return new Fault(Kind.OTHER_DIT, name, 0);
  }

  /** The {@code file} of the result points to {@code baseUrl} instead of being a path. */
  public static Fault foreignHost(String baseUrl) {
    return new Fault(Kind.FOREIGN_HOST, baseUrl, 0);
  }

  /** A WAV of another length than asked for. */
  public static Fault wrongLength(double seconds) {
    return new Fault(Kind.WRONG_LENGTH, "", seconds);
  }

  /** The whole length is promised, {@code bytes} are sent, the connection is cut. */
  public static Fault truncatedAfter(long bytes) {
    return new Fault(Kind.TRUNCATED, "", bytes);
  }

  /** The whole length is promised, {@code bytes} are sent, and then nothing more on an open connection. */
  public static Fault stalledAfter(long bytes) {
    return new Fault(Kind.STALLED, "", bytes);
  }

  /** The whole length is promised, {@code bytes} are sent, and the connection is reset instead of closed. */
  public static Fault resetAfter(long bytes) {
    return new Fault(Kind.RESET, "", bytes);
  }

  static String traceback(String lastLine) {
    return """
      Traceback (most recent call last):
        File "/home/gpu/ACE-Step-1.5/acestep/api/job_execution_runtime.py", line 141, in run_one_job_runtime
          result = await loop.run_in_executor(executor, blocking_generate)
        File "/home/gpu/ACE-Step-1.5/acestep/inference.py", line 612, in generate_music
          raise RuntimeError(status_message)
      """ + lastLine + "\n";
  }

  private static Fault of(Kind kind) {
    return new Fault(kind, "", 0);
  }
}
