package worksound.stream;

import java.util.Collection;
import java.util.EnumSet;
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

  /** Takes a listener in. @throws Failure.RefusedException TOO_MANY_LISTENERS when there are {@code most} already */
  void add(TuneIn listener, int most) {
    if (all.size() >= most) {
      throw Failure.TOO_MANY_LISTENERS.because("There are already " + most + " listeners (stream.max_listeners).");
    }
    all.put(listener.listenerId(), listener);
  }

  void remove(Collection<String> ids) {
    all.keySet().removeAll(ids);
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
