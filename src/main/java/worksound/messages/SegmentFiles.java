package worksound.messages;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the audio that messages name lies: one folder per session. In a cluster this is a shared folder. */
public record SegmentFiles(Path directory) {

  /** Folder in {@link #directory} for what the built-in engine has under way. */
  public static final String ENGINE = "worksound-engine";

  private static final String SESSION_PREFIX = "session-";
  /** Eight hexadecimal digits, not all of them decimal: a person may name a folder session-20261127. */
  private static final Pattern SESSION_ID = Pattern.compile("(?=[0-9]*[a-f])[0-9a-f]{8}");
  private static final Pattern FILE = Pattern.compile(
    "\\d{1,10}\\.(part|best|raw\\.wav|wav|wav\\.unfinished|seed\\.wav|seed\\.tmp)|anchor\\.(wav|tmp)|heard\\.(json|tmp)");

  /** Whether a folder in {@link #directory} is a session's by its name. */
  public static boolean isSession(String name) {
    return name.startsWith(SESSION_PREFIX) && isSessionId(name.substring(SESSION_PREFIX.length()));
  }

  public static boolean isSessionId(String id) {
    return SESSION_ID.matcher(id).matches();
  }

  /** Whether a file in a session's folder is a segment's, or what is kept beside them, by its name. */
  public static boolean isFile(String name) {
    return FILE.matcher(name).matches();
  }

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

  /** The seed that the music goes back to when it has decayed. */
  public Path anchor(String sessionId) {
    return session(sessionId).resolve("anchor.wav");
  }

  /** Which second was heard last. */
  public Path heard(String sessionId) {
    return session(sessionId).resolve("heard.json");
  }

  /** The seed that a segment is in-painted from. */
  public Path seed(String sessionId, int index) {
    return session(sessionId).resolve(index + ".seed.wav");
  }
}
