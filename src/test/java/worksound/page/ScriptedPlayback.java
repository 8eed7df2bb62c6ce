package worksound.page;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who plays, by the reports of the pages of a {@link ScriptedServer}; notes reports no page may send. */
final class ScriptedPlayback {

  static final Set<String> KEYS = Set.of("player_id", "session_id", "state", "segment_index", "position_seconds",
    "buffered_seconds", "underruns", "download_seconds", "claim");
  private static final Set<String> STATES = Set.of("playing", "downloading", "generating", "idle");

  private final ScriptedSession session;
  private final Consumer<String> violation;
  private final List<JsonObject> reports = new CopyOnWriteArrayList<>();
  private final Set<String> players = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private String owner;

  ScriptedPlayback(ScriptedSession session, Consumer<String> violation) {
    this.session = session;
    this.violation = violation;
  }

  boolean isOfOnePage() {
    return players.size() <= 1;
  }

  void forgetOwner() {
    owner = null;
  }

  /** Takes a page's report, or refuses it. */
  void take(RoutingContext rc, JsonObject report) {
    checkReport(report);
    String player = report.getString("player_id");
    boolean claim = report.getBoolean("claim", false);
    if (!report.getString("session_id").equals(session.id())) {
      ScriptedServer.refuse(rc, new Refusal(409, "no-session"));
    } else if (!claim && !player.equals(owner)) {
      if (!told.add(player)) {
        violation.accept(player + " reports playback after it was told that another page owns it");
      }
      ScriptedServer.refuse(rc, new Refusal(409, "playback-taken"));
    } else {
      owner = player;
      players.add(player);
      told.remove(player);
      session.report(report);
      reports.add(report);
      rc.response().setStatusCode(204).end();
    }
  }

  private void checkReport(JsonObject report) {
    double position = report.getDouble("position_seconds");
    boolean sound = STATES.contains(report.getString("state")) && report.getInteger("underruns") >= 0
      && report.getDouble("buffered_seconds") >= 0 && position >= 0 && position <= session.script().segmentSeconds() + 0.001
      && report.containsKey("segment_index") && report.containsKey("download_seconds");
    if (!sound) {
      violation.accept("a playback report that makes no sense: " + report.encode());
    }
  }

  /** The tape frame that was heard last, as reported before the newest claim. */
  long lastPositionBeforeClaim() {
    JsonObject last = reports.get(0);
    for (JsonObject report : reports) {
      if (report.getBoolean("claim", false) && last.getInteger("segment_index") != null) {
        break;
      }
      last = report;
    }
    Script script = session.script();
    return (long) last.getInteger("segment_index") * script.strideFrames() + Math.round(last.getDouble("position_seconds") * Tape.RATE);
  }
}
