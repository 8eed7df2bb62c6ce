package worksound.engine.score;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.style.Instrument;
import worksound.engine.style.SeededRandom;

/** A laid-back drum pattern: kick on one and around three, rim or snare on two and four, swung hats. */
final class DrumPattern {

  private DrumPattern() {
  }

  /** The drum notes of {@code phrase}; the kicks' pattern belongs to its motif, the accents to {@code dice}. */
  static List<Note> notes(Phrase phrase, SeededRandom dice) {
    List<Note> notes = new ArrayList<>();
    SeededRandom motif = SeededRandom.of(phrase.motif(), 41);
    boolean busy = motif.chance(phrase.density());
    double second = new double[] {2, 2.5, 2.5, 1.5}[motif.below(4)];
    for (int bar = 0; bar < phrase.plannedBeats(); bar += 4) {
      hit(notes, phrase, bar, Drum.KICK, 0.85, dice);
      hit(notes, phrase, bar + second, Drum.KICK, 0.7, dice);
      if (busy && dice.chance(0.4)) {
        hit(notes, phrase, bar + 3.5, Drum.KICK, 0.5, dice);
      }
      hit(notes, phrase, bar + 1, Drum.SNARE, 0.6, dice);
      hit(notes, phrase, bar + 3, Drum.SNARE, 0.65, dice);
      hats(notes, phrase, bar, dice);
    }
    return notes;
  }

  private static void hats(List<Note> notes, Phrase phrase, int bar, SeededRandom dice) {
    for (int eighth = 0; eighth < 8; eighth++) {
      boolean offBeat = eighth % 2 == 1;
      if (dice.chance(offBeat ? 0.55 + 0.4 * phrase.density() : 0.92)) {
        hit(notes, phrase, bar + 0.5 * eighth, Drum.HAT, offBeat ? 0.3 : 0.45, dice);
      }
    }
  }

  private static void hit(List<Note> notes, Phrase phrase, double beat, Drum drum, double velocity, SeededRandom dice) {
    long late = ScoreTime.samples(drum == Drum.SNARE ? dice.between(0.004, 0.014) : dice.between(0, 0.005));
    double pan = drum == Drum.HAT ? 0.25 : drum == Drum.SNARE ? -0.08 : 0;
    notes.add(new Note(Instrument.BEAT, Math.round(phrase.swungAt(beat)) + late, drum.ordinal(), velocity * dice.between(0.85, 1), pan, 0));
  }
}
