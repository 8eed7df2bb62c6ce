package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Resident memory while the built-in engine plays, segment after segment without the time in between, beside that of a server which does
 * nothing in the same JVM with the same settings.
 */
final class Memory implements Measure {

  private static final int SEGMENTS = 40;
  private static final int SETTLED = 20;
  private static final double TARGET_MEGABYTES = 120;
  private static final double TARGET_GROWTH_MEGABYTES = 4;
  /** After this long an empty server has begun all that it has. */
  private static final long EMPTY_MILLIS = 5_000;

  @Override
  public List<Row> take() throws Exception {
    List<Double> resident = new ArrayList<>();
    try (Folder audio = Folder.open(); Launched server = Launched.worksound("memory", new JsonObject(), audio.path())) {
      Listener listener = new Listener(server.port());
      listener.play();
      for (int index = 0; index < SEGMENTS; index++) {
        listener.events().await("segment_accepted", index);
        resident.add(server.residentMegabytes());
        listener.report(index, 1);
        listener.fetch(index);
      }
    }
    double empty = emptyMegabytes();
    double most = Collections.max(resident);
    double early = new Samples(resident.subList(SETTLED / 2, SETTLED)).median();
    double late = new Samples(resident.subList(SEGMENTS - SETTLED / 2, SEGMENTS)).median();
    return List.of(
      Row.of("resident memory while playing, most", most, "MB").against("empty Vert.x server", empty)
        .target("≤ 120 MB", most <= TARGET_MEGABYTES)
        .note("%d segments of the built-in engine in a row, last %.0f MB; %.0f MB more than the empty one, settings and archive alike",
          SEGMENTS, resident.get(SEGMENTS - 1), most - empty),
      Row.of("resident memory, last ten segments", late, "MB").against("segments 11 to 20", early)
        .target("flat: ≤ 4 MB more", late - early <= TARGET_GROWTH_MEGABYTES));
  }

  private static double emptyMegabytes() throws Exception {
    try (Launched empty = Launched.main("empty-memory", Settings.java(), EmptyServer.class)) {
      StartUp.firstAnswer(empty.port());
      Thread.sleep(EMPTY_MILLIS);
      return empty.residentMegabytes();
    }
  }
}
