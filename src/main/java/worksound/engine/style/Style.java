package worksound.engine.style;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a piece sounds: what a prompt is read as.
 *
 * @param bpm            beats per minute
 * @param tonic          pitch class of the key, 0 (C) to 11
 * @param mode           scale
 * @param brightness     0 (dark) to 1 (bright)
 * @param space          0 (dry) to 1 (wide hall)
 * @param density        0 (sparse) to 1 (busy)
 * @param swing          delay of every second eighth, part of a beat
 * @param functional     whether chords cadence as in jazz rather than drift as modes do
 * @param harmonySeconds about how long a chord lasts
 * @param levels         how loud each instrument is, 0 to 1; absent is silent
 * @param gain           factor that brings the style to the target loudness
 * @param tone           factors on the octaves from 63 Hz to 8 kHz that bring its spectrum to that of produced music
 */
public record Style(double bpm, int tonic, Mode mode, double brightness, double space, double density, double swing, boolean functional,
             double harmonySeconds, Map<Instrument, Double> levels, double gain, List<Double> tone) {

  /** A tone that leaves everything as it is. */
  public static final List<Double> PLAIN_TONE = Collections.nCopies(8, 1.0);

  private static final String[] NAMES = {"C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"};

  public Style {
    Map<Instrument, Double> copy = new EnumMap<>(Instrument.class);
    copy.putAll(levels);
    levels = Collections.unmodifiableMap(copy);
    tone = List.copyOf(tone);
  }

  public double level(Instrument instrument) {
    Double level = levels.get(instrument);
    return level == null ? 0 : level;
  }

  /** Whether drums keep the time. */
  public boolean hasDrums() {
    return level(Instrument.BEAT) > 0 || level(Instrument.BRUSHES) > 0;
  }

  /** 0 where only noise and drums are heard, 1 where somebody plays notes; on the way from one to the other between them. */
  public double tonality() {
    double heard = 0;
    for (Instrument instrument : Instrument.values()) {
      heard += instrument.isTonal() ? level(instrument) : 0;
    }
    return Math.min(1, 3 * heard);
  }

  /** Key as ACE-Step writes it, such as "D minor". */
  public String key() {
    return NAMES[tonic] + " " + mode.family();
  }

  public Style mastered(double gain, List<Double> tone) {
    return new Style(bpm, tonic, mode, brightness, space, density, swing, functional, harmonySeconds, levels, gain, tone);
  }

  public Style inKey(int tonic, Mode mode) {
    return new Style(bpm, tonic, mode, brightness, space, density, swing, functional, harmonySeconds, levels, gain, tone);
  }

  /**
   * This style on its way to {@code goal}: what is continuous lies {@code part} (0…1) of the way, the rest is the goal's. The
   * instruments cross over in what is heard of them, level times gain, so that the sum does not sink half-way.
   */
  public Style towards(Style goal, double part) {
    double mixedGain = gain * Math.pow(goal.gain / gain, part);
    Map<Instrument, Double> mixed = new EnumMap<>(Instrument.class);
    for (Instrument instrument : Instrument.values()) {
      double heard = crossed(level(instrument) * gain, goal.level(instrument) * goal.gain, part);
      mixed.put(instrument, heard / mixedGain);
    }
    List<Double> mixedTone = IntStream.range(0, tone.size())
      .mapToObj(octave -> tone.get(octave) * Math.pow(goal.tone.get(octave) / tone.get(octave), part)).toList();
    return new Style(goal.bpm, goal.tonic, goal.mode, between(brightness, goal.brightness, part), between(space, goal.space, part),
      goal.density, goal.swing, goal.functional, goal.harmonySeconds, mixed, mixedGain, mixedTone);
  }

  /** Between a linear fade, right for what is alike, and one of constant power, right for what is not. */
  private static double crossed(double from, double to, double part) {
    return Math.pow((1 - part) * Math.pow(from, 1.5) + part * Math.pow(to, 1.5), 1 / 1.5);
  }

  private static double between(double from, double to, double part) {
    return from + (to - from) * part;
  }
}
