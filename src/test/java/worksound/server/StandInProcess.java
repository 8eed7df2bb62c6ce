package worksound.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import worksound.acestep.StandInMain;
import worksound.testing.JavaProcess;

/** The stand-in for ACE-Step as a process of its own, which can be killed. */
final class StandInProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader said;
  private final PrintWriter commands;
  private final int port;

  /** Starts it with segments of 6 s that share 2 s, and waits until it listens. @param port 0 for any free one */
  StandInProcess(int port) throws IOException {
    process = JavaProcess.inOneStream(JavaProcess.shortLived("-Xmx160m"), StandInMain.class.getName(), "6", "2", String.valueOf(port))
      .start();
    said = process.inputReader();
    commands = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.port = Integer.parseInt(await("port "));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** From now on a task waits in its middle. */
  void hold() throws IOException {
    commands.println("hold");
    await("holding");
  }

  /** Waits until a task is in its middle. */
  void awaitHeld() throws IOException {
    await("held");
  }

  /** Lets the task that waits come to its end, and holds no more. */
  void release() {
    commands.println("release");
  }

  /** What it was sent that the real server would mind. */
  String violations() throws IOException {
    commands.println("violations");
    return await("violations ");
  }

  /** The rest of the next line that begins like that. */
  private String await(String beginning) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("the stand-in ended: " + before);
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
