package worksound.engine.tone;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Between which levels the middle half of produced music has its octaves.
 *
 * @param lower lower quartile of each octave of {@link Tone#OCTAVES}, in dB against the whole
 * @param upper upper quartile, likewise
 */
public record Quartiles(List<Double> lower, List<Double> upper) {

  /** Of the 38 pieces of {@code wesnoth-1.16-music}, three minutes of each at most; {@code ./run.sh bench sound} takes them again. */
  public static final Quartiles REFERENCE = new Quartiles(List.of(-11.9, -9.2, -8.7, -7.5, -11.7, -15.5, -24.2, -30.7),
    List.of(-8.5, -6.2, -6.5, -5.1, -7.3, -11.8, -18.0, -25.4));

  /** How much darker ambient music may be above 2 kHz, in dB. */
  private static final double AMBIENT_DARKER = 6;
  private static final int ABOVE_2_KHZ = 6;

  /** The quartiles of {@code music}. */
  public static Quartiles of(List<Tone> music) {
    List<Double> lower = new ArrayList<>();
    List<Double> upper = new ArrayList<>();
    for (int octave = 0; octave < Tone.OCTAVES.length; octave++) {
      int which = octave;
      double[] levels = music.stream().mapToDouble(tone -> tone.bands().get(which)).sorted().toArray();
      lower.add(levels[Math.round((levels.length - 1) * 0.25f)]);
      upper.add(levels[Math.round((levels.length - 1) * 0.75f)]);
    }
    return new Quartiles(lower, upper);
  }

  /** How far each octave of {@code tone} lies outside, in dB: negative below, positive above, 0 inside. */
  public List<Double> outside(Tone tone, boolean ambient) {
    return IntStream.range(0, lower.size()).mapToObj(octave -> {
      double level = tone.bands().get(octave);
      double least = lower.get(octave) - (ambient && octave >= ABOVE_2_KHZ ? AMBIENT_DARKER : 0);
      return level < least ? level - least : Math.max(0, level - upper.get(octave));
    }).toList();
  }
}
