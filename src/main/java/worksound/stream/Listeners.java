package worksound.stream;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import worksound.bus.Failure;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.Player;
import worksound.messages.Playback.StreamEnded;
import worksound.messages.Playback.TuneIn;

/**
 * Who listens to the stream, in the order in which they tuned in. Some programs connect again by themselves as soon as their stream ends,
 * which would undo the Stop or the Play that ended it: one that was sent away stays out until it has been quiet for
 * {@link #QUIET_SECONDS}, and at most for {@link #LONGEST_SECONDS}, for behind a proxy somebody else may look the same. Pure.
 */
final class Listeners {

  static final double QUIET_SECONDS = 5;
  static final double LONGEST_SECONDS = 60;

  private final Map<String, TuneIn> all = new LinkedHashMap<>();
  /** Those who have asked and are not taken in yet. */
  private final Set<String> expected = new HashSet<>();
  private final Map<String, SentAway> sentAway = new HashMap<>();

  /**
   * A program whose stream was ended.
   *
   * @param at      when that was, in seconds
   * @param askedAt when it was heard of last
   */
  private record SentAway(double at, double askedAt) {

    boolean isOver(double now) {
      return now - askedAt >= QUIET_SECONDS || now - at >= LONGEST_SECONDS;
    }
  }

  /** Somebody has asked. Unless removed until then, it can be taken in. */
  void expect(String id) {
    expected.add(id);
  }

  /**
   * Takes a listener in.
   *
   * @param now seconds
   * @throws Failure.RefusedException UNAVAILABLE when it has left since it asked, PLAYBACK_TAKEN to one that was just sent away,
   *                                  TOO_MANY_LISTENERS when there are {@code most} already
   */
  void add(TuneIn listener, int most, double now) {
    if (!expected.remove(listener.listenerId())) {
      throw Failure.UNAVAILABLE.because("Whoever wanted to listen has left meanwhile.");
    }
    sentAway.values().removeIf(program -> program.isOver(now));
    if (sentAway.computeIfPresent(String.valueOf(listener.program()), (name, program) -> new SentAway(program.at(), now)) != null) {
      throw Failure.PLAYBACK_TAKEN.because("The music was stopped or begun elsewhere; connect again in " + Math.round(QUIET_SECONDS) + " s.");
    }
    if (all.size() >= most) {
      throw Failure.TOO_MANY_LISTENERS.because("There are already " + most + " listeners (stream.max_listeners).");
    }
    all.put(listener.listenerId(), listener);
  }

  void remove(Collection<String> ids) {
    all.keySet().removeAll(ids);
    expected.removeAll(ids);
  }

  /** Removes those whose stream was ended, by somebody's wish unless it failed. @param now seconds */
  void end(StreamEnded over, double now) {
    if (!over.reason().equals("failed")) {
      over.listenerIds().stream().map(all::get).filter(listener -> listener != null && listener.program() != null)
        .forEach(listener -> sentAway.put(listener.program(), new SentAway(now, now)));
    }
    remove(over.listenerIds());
  }

  List<String> ids() {
    return List.copyOf(all.keySet());
  }

  int count() {
    return all.size();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Set<Format> formats() {
    Set<Format> formats = EnumSet.noneOf(Format.class);
    all.values().forEach(listener -> formats.add(listener.format()));
    return formats;
  }

  /** What the status says of them: the newest one by name. */
  Player described() {
    TuneIn newest = all.values().stream().reduce((earlier, later) -> later).orElse(null);
    return newest == null ? new Player(Player.Kind.stream, null, null, 0)
      : new Player(Player.Kind.stream, newest.player(), newest.local(), all.size());
  }
}
