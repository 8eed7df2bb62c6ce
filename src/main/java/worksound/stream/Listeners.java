package worksound.stream;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import worksound.bus.Failure;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.Player;
import worksound.messages.Playback.TuneIn;

/** Who listens to the stream, in the order in which they tuned in. */
final class Listeners {

  private final Map<String, TuneIn> all = new LinkedHashMap<>();
  /** Those who have asked and are not taken in yet. */
  private final Set<String> expected = new HashSet<>();

  /** Somebody has asked. Unless removed until then, it can be taken in. */
  void expect(String id) {
    expected.add(id);
  }

  /**
   * Takes a listener in.
   *
   * @throws Failure.RefusedException TOO_MANY_LISTENERS when there are {@code most} already, UNAVAILABLE when it has left since it asked
   */
  void add(TuneIn listener, int most) {
    if (!expected.remove(listener.listenerId())) {
      throw Failure.UNAVAILABLE.because("Whoever wanted to listen has left meanwhile.");
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
