package worksound.config;

import static worksound.config.ConfigException.require;

import java.nio.file.Path;

/**
 * Where segments are kept while they are needed, and how loud they are played.
 *
 * @param dir        folder for segment files, empty for the user's state folder
 * @param targetLufs loudness that playback is eased towards, in LUFS (ITU-R BS.1770)
 * @param gate       what a segment must hold to be heard
 * @param takes      how often a segment may be made in the hope of a smoother boundary
 */
public record AudioConfig(String dir, double targetLufs, GateConfig gate, CountOrAuto takes) {

  /** As often as a segment may be made, the first time included. */
  public static final int MOST_TAKES = 4;

  public AudioConfig {
    require(dir != null, "audio.dir", null, "a folder, or \"\" for the user's state folder");
    require(targetLufs >= -40 && targetLufs <= -14, "audio.target_lufs", targetLufs, "-40 to -14 LUFS");
    require(gate != null, "audio.gate", null, "an object");
    require(takes != null && takes.count() <= MOST_TAKES, "audio.takes", takes, "\"auto\" or 1 to " + MOST_TAKES);
  }

  /** The folder, absolute: as set, else {@code worksound} in the XDG state folder. */
  public Path directory() {
    if (!dir.isBlank()) {
      return Path.of(dir).toAbsolutePath().normalize();
    }
    String state = System.getenv("XDG_STATE_HOME");
    Path base = state == null || state.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(state);
    return base.resolve("worksound").toAbsolutePath().normalize();
  }
}
