package worksound.browsers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PulseAudio of its own with a null sink, whose monitor is recorded: 16-bit stereo at the device's rate. */
public final class SoundServer implements AutoCloseable {

  /** The best that it has: what the page sends is judged, and not how well this server resamples. */
  private static final String RESAMPLING = "--resample-method=speex-float-10";
  private static final int START_SECONDS = 20;

  private final Process server;
  private final List<Process> recorders = new ArrayList<>();
  private final Path folder;
  private final int rate;

  /**
   * Starts it.
   *
   * @param folder for its socket and its files, which the caller deletes
   * @param rate   samples per second of the device
   */
  public SoundServer(Path folder, int rate) throws IOException {
    this.folder = folder;
    this.rate = rate;
    Path socket = folder.resolve("pulse.sock");
    // Chromium plays at the server's rate, whatever the device's.
    Files.writeString(Files.createDirectories(folder.resolve(".config/pulse")).resolve("daemon.conf"), "default-sample-rate = " + rate + "\n");
    server = process("pulse.log", "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", "--use-pid-file=no", RESAMPLING,
      "-L", "module-native-protocol-unix auth-anonymous=1 socket=" + socket,
      "-L", device());
    for (int i = 0; i < 10 * START_SECONDS && !Files.exists(socket); i++) {
      Processes.pause(100);
    }
    if (!Files.exists(socket)) {
      server.destroyForcibly();
      throw new AssertionError("pulseaudio did not open its socket: " + Files.readString(folder.resolve("pulse.log")));
    }
  }

  /** Samples per second of the device. */
  public int rate() {
    return rate;
  }

  /** What a browser's process needs in its environment to be heard here. */
  public Map<String, String> environment() {
    return Map.of("PULSE_SERVER", "unix:" + folder.resolve("pulse.sock"), "PULSE_SINK", "out", "HOME", folder.toString(), "XDG_RUNTIME_DIR", folder.toString());
  }

  /** Begins to record what is heard. @return the file that grows: interleaved 16-bit samples, little-endian, without a header */
  public Path record() throws IOException {
    Path file = folder.resolve("heard-" + recorders.size() + ".raw");
    ProcessBuilder builder = new ProcessBuilder("parec", "-d", "out.monitor", "--raw", "--format=s16le", "--rate=" + rate, "--channels=2");
    builder.environment().putAll(environment());
    recorders.add(builder.redirectOutput(file.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    return file;
  }

  /** Takes the device away while it is played to. */
  public void unplug() throws IOException {
    control("unload-module", "module-null-sink");
  }

  /** Gives the device back; a recording of before has ended. */
  public void plugIn() throws IOException {
    control(Stream.concat(Stream.of("load-module"), Stream.of(device().split(" "))).toArray(String[]::new));
  }

  // A sink that may rewind lets a browser's stream wait for more than a second before it starts.
  private String device() {
    return "module-null-sink sink_name=out rate=" + rate + " channels=2 norewinds=1";
  }

  private void control(String... command) throws IOException {
    Process control = process("pactl.log", Stream.concat(Stream.of("pactl"), Stream.of(command)).toArray(String[]::new));
    if (control.onExit().completeOnTimeout(control, START_SECONDS, TimeUnit.SECONDS).join().isAlive() || control.exitValue() != 0) {
      control.destroyForcibly();
      throw new AssertionError("pactl " + String.join(" ", command) + ": " + Files.readString(folder.resolve("pactl.log")));
    }
  }

  private Process process(String log, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment());
    return builder.redirectErrorStream(true).redirectOutput(folder.resolve(log).toFile()).start();
  }

  @Override
  public void close() {
    recorders.forEach(Processes::end);
    Processes.end(server);
  }
}
