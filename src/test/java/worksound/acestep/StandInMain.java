package worksound.acestep;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The stand-in as a program of its own. It says {@code port N} when it listens and {@code held} when a task waits; a line {@code hold} or
 * {@code release} on its input does as {@link AcestepStandIn#hold()} and {@link AcestepStandIn#release()}, and {@code violations} is
 * answered with one line of them.
 */
public final class StandInMain {

  private StandInMain() {
  }

  /** @param arguments length of a segment and start of its repainted part in seconds, and the port, 0 for any free one */
  public static void main(String[] arguments) throws IOException {
    AcestepStandIn standIn = AcestepStandIn.start(Vertx.vertx(), new StandInOptions().port(Integer.parseInt(arguments[2]))
      .segment(Double.parseDouble(arguments[0]), Double.parseDouble(arguments[1]))).await();
    say("port " + standIn.url().replaceAll(".*:", ""));
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      switch (command) {
        case "hold" -> {
          standIn.hold();
          standIn.await(StandInEvent.HELD, standIn.count(StandInEvent.HELD) + 1).onSuccess(held -> say("held"));
          say("holding");
        }
        case "release" -> standIn.release();
        default -> say("violations " + standIn.violations());
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
