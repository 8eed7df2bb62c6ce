package worksound.browsers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a desktop is to a browser: a display, a sound server, and a message bus over which media keys reach it (MPRIS, a specification of
 * freedesktop.org).
 */
public final class Desktop implements AutoCloseable {

  private static final Pattern PLAYER = Pattern.compile("\"(org\\.mpris\\.MediaPlayer2\\.[^\"]+)\"");
  private static final Pattern STATUS = Pattern.compile("string \"(Playing|Paused|Stopped)\"");
  private static final String PLAYER_INTERFACE = "org.mpris.MediaPlayer2.Player";
  private static final int START_SECONDS = 20;

  private final SoundServer sound;
  private final Display display;
  private final Process bus;
  private final String address;

  /**
   * Starts it.
   *
   * @param folder for its files, which the caller deletes
   * @param rate   samples per second of the sound device
   */
  public Desktop(Path folder, int rate) throws IOException {
    sound = new SoundServer(folder, rate);
    display = new Display(folder);
    Path printed = folder.resolve("bus-address");
    bus = new ProcessBuilder("dbus-daemon", "--session", "--nofork", "--print-address")
      .redirectOutput(printed.toFile()).redirectError(folder.resolve("bus.log").toFile()).start();
    for (int i = 0; i < 10 * START_SECONDS && Files.size(printed) == 0; i++) {
      Processes.pause(100);
    }
    address = Files.readString(printed).strip();
    if (address.isEmpty()) {
      close();
      throw new AssertionError("dbus-daemon did not start: " + Files.readString(folder.resolve("bus.log")));
    }
  }

  /** What a browser's process needs in its environment to be on this desktop. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(sound.environment());
    environment.putAll(display.environment());
    environment.put("DBUS_SESSION_BUS_ADDRESS", address);
    environment.put("NO_AT_BRIDGE", "1");     // no screen reader is there to be waited for
    return environment;
  }

  public SoundServer sound() {
    return sound;
  }

  /** What the desktop shows as playing or paused; empty while it shows no media controls. */
  public String playbackStatus() {
    return players().stream().map(player -> send(player, "org.freedesktop.DBus.Properties.Get",
        "string:" + PLAYER_INTERFACE, "string:PlaybackStatus"))
      .map(STATUS::matcher).filter(Matcher::find).map(status -> status.group(1)).findFirst().orElse("");
  }

  /** Presses a media key. @param key as MPRIS calls it: {@code Play}, {@code Pause}, {@code PlayPause}, {@code Stop} */
  public void press(String key) {
    players().forEach(player -> send(player, PLAYER_INTERFACE + "." + key));
  }

  private List<String> players() {
    return PLAYER.matcher(run("--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames")).results().map(name -> name.group(1)).toList();
  }

  private String send(String player, String method, String... arguments) {
    return run(Stream.concat(Stream.of("--dest=" + player, "/org/mpris/MediaPlayer2", method), Stream.of(arguments)).toArray(String[]::new));
  }

  /** What is answered, or the error: a player may have left the bus meanwhile. */
  private String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("dbus-send", "--bus=" + address, "--print-reply"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(String.join(" ", command), e);
    }
  }

  @Override
  public void close() {
    Processes.end(bus);
    display.close();
    sound.close();
  }
}
