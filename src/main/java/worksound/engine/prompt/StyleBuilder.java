package worksound.engine.prompt;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import worksound.engine.style.Instrument;
import worksound.engine.style.Mode;
import worksound.engine.style.SeededRandom;
import worksound.engine.style.Style;

/** What has been understood of a prompt so far; becomes a {@link Style} once all words are read. */
final class StyleBuilder {

  /** Least level of the bass, for music without a floor sounds thin. */
  private static final double FLOOR = 0.4;

  private final Map<Instrument, Double> genre = new EnumMap<>(Instrument.class);
  private final Map<Instrument, Double> asked = new EnumMap<>(Instrument.class);
  private final Set<Instrument> unwanted = EnumSet.noneOf(Instrument.class);

  /** Beats per minute when the prompt says so, else 0. */
  double bpm;
  /** Beats per minute that the genre likes. */
  double genreBpm = 66;
  double tempoFactor = 1;
  /** Pitch class of the key, or −1 for any. */
  int tonic = -1;
  Mode mode;
  /** Dark (−1) to cheerful (1): decides the mode when the prompt does not. */
  double cheer;
  double brightness = 0.45;
  double space = 0.65;
  double density = 0.4;
  double swing;
  boolean functional;
  double harmonySeconds = 7.5;
  /** Only what was asked for, no accompaniment. */
  boolean alone;

  void ask(Instrument instrument, double level) {
    asked.merge(instrument, level, Math::max);
  }

  void refuse(Instrument instrument) {
    unwanted.add(instrument);
  }

  boolean hasGenre() {
    return !genre.isEmpty();
  }

  /** Proposes an instrument that belongs to the genre. */
  void suggest(Instrument instrument, double level) {
    genre.merge(instrument, level, Math::max);
  }

  /** The style; {@code seed} decides what the words left open. */
  Style finish(long seed) {
    SeededRandom dice = SeededRandom.of(seed, 71);
    int anyTonic = dice.below(12);
    double choice = dice.unit();
    double variation = dice.between(0.96, 1.04);
    Mode found = mode != null ? mode : mood(choice);
    double tempo = bpm > 0 ? bpm : Math.round(genreBpm * tempoFactor * variation);
    return new Style(clamp(tempo, 40, 180), tonic >= 0 ? tonic : anyTonic, found, clamp(brightness, 0, 1), clamp(space, 0, 1),
      clamp(density, 0, 1), swing, functional, harmonySeconds, levels(), 1, Style.PLAIN_TONE);
  }

  private Mode mood(double choice) {
    if (cheer > 0.5) {
      return choice < 0.7 ? Mode.IONIAN : Mode.LYDIAN;
    }
    if (cheer < -0.3) {
      return choice < 0.7 ? Mode.AEOLIAN : Mode.DORIAN;
    }
    return choice < 0.3 ? Mode.LYDIAN : choice < 0.55 ? Mode.MIXOLYDIAN : choice < 0.8 ? Mode.DORIAN : Mode.IONIAN;
  }

  private Map<Instrument, Double> levels() {
    Map<Instrument, Double> levels = new EnumMap<>(Instrument.class);
    boolean tonalAsked = asked.keySet().stream().anyMatch(Instrument::isTonal);
    if (!alone) {
      genre.forEach((instrument, level) -> levels.put(instrument, tonalAsked && instrument.isTonal() ? 0.55 * level : level));
      if (levels.keySet().stream().noneMatch(instrument -> instrument == Instrument.PAD || instrument == Instrument.BASS)) {
        accompany(levels, tonalAsked);
      }
    }
    levels.putAll(asked);
    if (functional && !genre.containsKey(Instrument.BEAT) && levels.containsKey(Instrument.BEAT)) {
      levels.merge(Instrument.BRUSHES, levels.remove(Instrument.BEAT), Math::max);
    }
    if (!alone && levels.keySet().stream().anyMatch(Instrument::isTonal)) {
      levels.merge(Instrument.BASS, FLOOR, Math::max);
    }
    levels.keySet().removeAll(unwanted);
    if (levels.isEmpty()) {
      levels.put(unwanted.contains(Instrument.PAD) ? Instrument.STRINGS : Instrument.PAD, 0.9);
    }
    return levels;
  }

  private void accompany(Map<Instrument, Double> levels, boolean tonalAsked) {
    boolean noiseOnly = !tonalAsked && !asked.isEmpty() && asked.keySet().stream().noneMatch(Instrument::isDrums);
    double amount = noiseOnly ? 0.6 : 1;
    levels.putIfAbsent(Instrument.PAD, amount * (tonalAsked ? 0.5 : 0.85));
    levels.putIfAbsent(Instrument.BASS, amount * (tonalAsked ? 0.45 : 0.55));
    if (!tonalAsked) {
      levels.putIfAbsent(Instrument.PIANO, amount * 0.5);
    }
  }

  private static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }
}
