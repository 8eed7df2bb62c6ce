package worksound.engine.score;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.style.Instrument;
import worksound.engine.style.SeededRandom;

/** What a patient drummer plays, with sticks or with brushes. */
final class DrumPattern {

  private final Phrase phrase;
  private final Instrument kit;
  private final SeededRandom dice;
  private final List<Note> notes = new ArrayList<>();
  /** How far behind the beat the hands lie in this phrase, in seconds. */
  private final double pocket;

  private DrumPattern(Phrase phrase, Instrument kit, SeededRandom dice) {
    this.phrase = phrase;
    this.kit = kit;
    this.dice = dice;
    pocket = dice.between(0.001, 0.006);
  }

  /** The notes of {@code kit} in {@code phrase}; the kicks' pattern belongs to its motif, the accents to {@code dice}. */
  static List<Note> notes(Phrase phrase, Instrument kit, SeededRandom dice) {
    DrumPattern pattern = new DrumPattern(phrase, kit, dice);
    for (int bar = 0; bar < phrase.plannedBeats(); bar += 4) {
      if (kit == Instrument.BRUSHES) {
        pattern.brushes(bar);
      } else {
        pattern.sticks(bar);
      }
    }
    return pattern.notes;
  }

  /** Kick on one and around three, snare on two and four with a whisper of it between now and then, swung hats. */
  private void sticks(int bar) {
    SeededRandom motif = SeededRandom.of(phrase.motif(), 41);
    boolean busy = motif.chance(phrase.density());
    double second = new double[] {2, 2.5, 2.5, 1.5}[motif.below(4)];
    hit(bar, Drum.KICK, 0.85);
    hit(bar + second, Drum.KICK, 0.7);
    if (busy && dice.chance(0.4)) {
      hit(bar + 3.5, Drum.KICK, 0.5);
    }
    hit(bar + 1, Drum.SNARE, 0.6);
    hit(bar + 3, Drum.SNARE, 0.65);
    if (dice.chance(0.2 + 0.4 * phrase.density())) {
      hit(bar + (dice.chance(0.5) ? 1.75 : 2.75), Drum.SNARE, 0.16);
    }
    hats(bar);
  }

  /** The left hand stirs from beat to beat, the right taps the swing, the foot is felt more than heard. */
  private void brushes(int bar) {
    for (int beat = 0; beat < 4; beat++) {
      boolean back = beat % 2 == 1;
      hit(bar + beat, Drum.STIR, back ? 0.62 : 0.5);
      hit(bar + beat, Drum.TAP, back ? 0.52 : 0.36);
      if (dice.chance(back ? 0.8 : 0.12 + 0.3 * phrase.density())) {
        hit(bar + beat + 0.5, Drum.TAP, 0.3);
      }
    }
    hit(bar, Drum.KICK, 0.34);
    hit(bar + 2, Drum.KICK, 0.28);
  }

  /** The hand leans on the beats, and a little more on every second of them. */
  private void hats(int bar) {
    for (int eighth = 0; eighth < 8; eighth++) {
      boolean offBeat = eighth % 2 == 1;
      if (dice.chance(offBeat ? 0.55 + 0.4 * phrase.density() : 0.92)) {
        hit(bar + 0.5 * eighth, Drum.HAT, offBeat ? 0.27 : eighth % 4 == 0 ? 0.41 : 0.47);
      }
    }
  }

  private void hit(double beat, Drum drum, double velocity) {
    double late = drum == Drum.KICK ? dice.between(0, 0.004) : pocket + dice.between(0, drum == Drum.SNARE ? 0.009 : 0.006);
    double pan = switch (drum) {
      case HAT -> 0.25;
      case STIR -> -0.2 + dice.between(-0.1, 0.1);
      case TAP -> 0.1;
      case SNARE -> -0.08;
      default -> 0;
    };
    notes.add(new Note(kit, Math.round(phrase.swungAt(beat)) + ScoreTime.samples(late), drum.ordinal(), velocity * dice.between(0.78, 1.08), pan, 0));
  }
}
