package worksound.messages;

import java.nio.file.Path;

/** Where the audio that messages name lies: one folder per session. In a cluster this is a shared folder. */
public record SegmentFiles(Path directory) {

  /** How a session's folder begins; nothing else in {@link #directory} is ever touched. */
  public static final String SESSION_PREFIX = "session-";

  public Path session(String sessionId) {
    return directory.resolve(SESSION_PREFIX + sessionId);
  }

  /** The WAV as it arrives from ACE-Step, before it is examined. */
  public Path part(String sessionId, int index) {
    return session(sessionId).resolve(index + ".part");
  }

  /** The best of the attempts that were rejected so far. */
  public Path best(String sessionId, int index) {
    return session(sessionId).resolve(index + ".best");
  }

  /** ACE-Step's own output where it is finer than what pages fetch; here only until the next seed is cut from it. */
  public Path raw(String sessionId, int index) {
    return session(sessionId).resolve(index + ".raw.wav");
  }

  /** The WAV that pages fetch. */
  public Path segment(String sessionId, int index) {
    return session(sessionId).resolve(index + ".wav");
  }

  /** The seed that a segment is in-painted from. */
  public Path seed(String sessionId, int index) {
    return session(sessionId).resolve(index + ".seed.wav");
  }
}
