package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How fast segments are served, in turn with nginx serving the same file. */
final class WavServing implements Measure {

  private static final int[] CONNECTIONS = {1, 8};
  private static final int ROUNDS = 7;
  private static final double SECONDS = 0.5;
  private static final double TARGET = 0.8;

  @Override
  public List<Row> take() throws Exception {
    try (Folder audio = Folder.open(); Folder own = Folder.open();
         Launched server = Launched.worksound("wav", new JsonObject().put("session", new JsonObject().put("look_ahead", 1)), audio.path())) {
      Listener listener = new Listener(server.port());
      listener.play();
      listener.events().await("segment_accepted", 0);
      listener.fetch(0);
      // The next one is made meanwhile; after it nothing more until it is fetched.
      listener.events().await("segment_accepted", 1);
      Path file = segment(audio.path());
      try (Nginx nginx = Nginx.serve(file.getParent(), own.path())) {
        WavLoad ours = new WavLoad(server.port(), "/audio/0.wav");
        WavLoad theirs = new WavLoad(nginx.port(), "/" + file.getFileName());
        List<Row> rows = new ArrayList<>();
        for (int connections : CONNECTIONS) {
          rows.add(compare(ours, theirs, connections));
        }
        return rows;
      }
    }
  }

  private static Row compare(WavLoad ours, WavLoad theirs, int connections) throws Exception {
    ours.megabytesPerSecond(connections, SECONDS);
    theirs.megabytesPerSecond(connections, SECONDS);
    Samples worksound = new Samples();
    Samples nginx = new Samples();
    Samples ratios = new Samples();
    for (int round = 0; round < ROUNDS; round++) {
      double our = ours.megabytesPerSecond(connections, SECONDS);
      double their = theirs.megabytesPerSecond(connections, SECONDS);
      worksound.add(our);
      nginx.add(their);
      ratios.add(our / their);
    }
    return Row.of("WAV serving, " + connections + (connections == 1 ? " connection" : " connections"), worksound.median(), "MB/s")
      .against("nginx", nginx.median()).target("≥ 0.8 ×", ratios.median() >= TARGET)
      .note("medians of %d, in turn; ratio of the pairs %.2f", ROUNDS, ratios.median());
  }

  private static Path segment(Path audio) throws IOException {
    try (Stream<Path> files = Files.walk(audio)) {
      return files.filter(file -> file.getFileName().toString().equals("0.wav")).findFirst().orElseThrow();
    }
  }
}
