package worksound.bench;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Resident memory while the built-in engine plays, segment after segment without the time in between. */
final class Memory implements Measure {

  private static final int SEGMENTS = 40;
  private static final int SETTLED = 20;
  private static final double TARGET_MEGABYTES = 160;
  private static final double TARGET_GROWTH_MEGABYTES = 8;

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
    double most = Collections.max(resident);
    double early = new Samples(resident.subList(SETTLED / 2, SETTLED)).median();
    double late = new Samples(resident.subList(SEGMENTS - SETTLED / 2, SEGMENTS)).median();
    return List.of(
      Row.of("resident memory while playing, most", most, "MB").target("≤ 160 MB", most <= TARGET_MEGABYTES)
        .note("%d segments of the built-in engine in a row, last %.0f MB", SEGMENTS, resident.get(SEGMENTS - 1)),
      Row.of("resident memory, last ten segments", late, "MB").against("segments 11 to 20", early)
        .target("flat: ≤ 8 MB more", late - early <= TARGET_GROWTH_MEGABYTES));
  }
}
