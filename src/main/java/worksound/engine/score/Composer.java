package worksound.engine.score;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.style.SeededRandom;
import worksound.engine.style.Style;

/**
 * Writes the score phrase by phrase, for ever: a phrase follows from the one before it and a seed.
 *
 * <p>A piece goes round in a cycle of four chords long enough to be trusted, and changes one chord of it per round, so that
 * it never comes back to where it was and never jumps either.
 */
public final class Composer {

  private static final int CYCLE = 4;
  private static final int MOTIF_PHRASES = 8;
  /** Loudness that a piece begins at, in dB against its own: it comes in softly. */
  private static final double BEGINNING_DB = -3;

  private Composer() {
  }

  /** The first phrase of a piece, on the tonic. */
  static Phrase first(Style style, long seed, double start) {
    return first(style, seed, start, 0, BEGINNING_DB);
  }

  /** The first phrase of a piece that goes on from other music, on scale degree {@code degree}. */
  public static Phrase goOn(Style style, long seed, double start, int degree) {
    return first(style, seed, start, degree, 0);
  }

  private static Phrase first(Style style, long seed, double start, int degree, double loudness) {
    SeededRandom dice = SeededRandom.of(seed, 11);
    List<Integer> cycle = new ArrayList<>(List.of(degree));
    while (cycle.size() < CYCLE) {
      cycle.add(style.mode().follow(cycle.get(cycle.size() - 1), style.functional(), dice));
    }
    return write(0, start, style, cycle, 0, Voicing.OPEN_POSITION, 40, SeededRandom.key(seed, 12), Movement.begin(seed, loudness),
      SeededRandom.key(seed, 13));
  }

  /** What follows {@code last}; {@code seed} decides what is new in it. */
  static Phrase next(Phrase last, long seed) {
    long index = last.index() + 1;
    long details = SeededRandom.key(last.seed(), seed, index);
    int position = (last.position() + 1) % CYCLE;
    List<Integer> cycle = position == 0 ? vary(last, SeededRandom.of(details, 14)) : last.cycle();
    long motif = index % MOTIF_PHRASES == 0 ? SeededRandom.key(details, 15) : last.motif();
    return write(index, last.end(), last.style(), cycle, position, last.voicing(), last.bass(), motif, moved(last, position, details), details);
  }

  /** What follows {@code last} in another style: the key may change, the voices still move by the nearest way. */
  static Phrase turn(Phrase last, Style style, long seed) {
    long details = SeededRandom.key(last.seed(), seed, last.index() + 1);
    SeededRandom dice = SeededRandom.of(details, 16);
    boolean sameKey = last.style().tonic() == style.tonic() && last.style().mode() == style.mode();
    List<Integer> cycle = new ArrayList<>();
    for (int degree : last.cycle()) {
      cycle.add(sameKey ? degree : style.mode().settled(degree));
    }
    int position = (last.position() + 1) % CYCLE;
    if (!sameKey) {
      cycle.set(position, 0);
      cycle.set((position + 1) % CYCLE, style.mode().follow(0, style.functional(), dice));
    }
    return write(last.index() + 1, last.end(), style, cycle, position, last.voicing(), last.bass(), SeededRandom.key(details, 17),
      moved(last, position, details), details);
  }

  private static Movement moved(Phrase last, int position, long details) {
    double loudness = last.loudness(Math.round(last.end()));
    return last.movement().next(last.end() / ScoreTime.RATE, loudness, position, SeededRandom.of(details, 19));
  }

  private static List<Integer> vary(Phrase last, SeededRandom dice) {
    List<Integer> cycle = new ArrayList<>(last.cycle());
    int place = dice.below(CYCLE);
    int before = cycle.get(Math.floorMod(place - 1, CYCLE));
    int degree = last.style().mode().follow(before, last.style().functional(), dice);
    if (degree != cycle.get((place + 1) % CYCLE)) {
      cycle.set(place, degree);
    }
    return List.copyOf(cycle);
  }

  private static Phrase write(long index, double start, Style style, List<Integer> cycle, int position, List<Integer> voices,
                              int bass, long motif, Movement movement, long seed) {
    SeededRandom dice = SeededRandom.of(seed, 18);
    double colour = Math.max(0, Math.min(1, (style.functional() ? 0.7 : 0.45) + movement.colour()));
    Chord chord = Chord.on(cycle.get(position), style.tonic(), style.mode(), colour, dice);
    double centre = 59.5 + 4 * style.brightness() + 2 * Math.sin(index * 0.41) + movement.register();
    List<Integer> voicing = Voicing.lead(voices, chord, centre);
    int beats = beats(style);
    return new Phrase(index, start, ScoreTime.RATE * 60 / style.bpm(), beats, beats, style, chord, voicing, nearestBass(bass, chord),
      cycle, position, motif, movement, seed);
  }

  /** Whole bars of four beats that come nearest to the style's harmonic rhythm. */
  private static int beats(Style style) {
    double beats = style.harmonySeconds() * style.bpm() / 60;
    int bars = beats < 5.7 ? 1 : beats < 11.3 ? 2 : beats < 22.6 ? 4 : 8;
    return 4 * bars;
  }

  private static int nearestBass(int from, Chord chord) {
    int best = 36;
    for (int midi = 33; midi < 47; midi++) {
      boolean nearer = Math.abs(midi - from) + 0.2 * Math.abs(midi - 39) < Math.abs(best - from) + 0.2 * Math.abs(best - 39);
      if (midi % 12 == chord.root() && (best % 12 != chord.root() || nearer)) {
        best = midi;
      }
    }
    return best;
  }
}
