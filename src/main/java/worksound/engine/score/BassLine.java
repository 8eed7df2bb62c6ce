package worksound.engine.score;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.style.Instrument;
import worksound.engine.style.SeededRandom;

/** What a bass player plays: the root, held, in the rhythm of the drums, or walking. */
final class BassLine {

  private static final int FIFTH = 7;
  /** From this root on there is room for an octave below it: the lowest string is an E, MIDI 28. */
  private static final int ROOM_BELOW = 40;

  private final Phrase phrase;
  private final SeededRandom dice;
  private final List<Note> notes = new ArrayList<>();

  private BassLine(Phrase phrase, SeededRandom dice) {
    this.phrase = phrase;
    this.dice = dice;
  }

  /** The notes of the bass in {@code phrase}. */
  static List<Note> notes(Phrase phrase, SeededRandom dice) {
    BassLine line = new BassLine(phrase, dice);
    if (!phrase.style().functional() && !phrase.style().hasDrums()) {
      line.rest();
    } else {
      for (int bar = 0; bar < phrase.plannedBeats(); bar += 4) {
        if (phrase.style().functional()) {
          line.walk(bar);
        } else {
          line.drive(bar);
        }
      }
    }
    return line.notes;
  }

  /** A note on each beat, from the root by tones of the chord to one that leans on what comes. */
  private void walk(int bar) {
    int up = phrase.bass() < ROOM_BELOW || dice.chance(0.5) ? 1 : -1;
    int[] steps = {0, up * (3 + dice.below(3)), up * FIFTH, dice.chance(0.6) ? up * 5 : up * 12};
    for (int beat = 0; beat < 4; beat++) {
      int midi = beat == 0 ? phrase.bass() : phrase.nearestTone(phrase.bass() + steps[beat], beat < 3);
      hold(bar + beat, 0.95, (beat % 2 == 0 ? 0.78 : 0.66) * dice.between(0.9, 1.1), midi);
      if (beat == 3 && dice.chance(0.25)) {
        hold(bar + 3.5, 0.4, 0.4, midi);
      }
    }
  }

  private void drive(int bar) {
    hold(bar, 2.3, 0.8 * dice.between(0.9, 1.1), phrase.bass());
    hold(bar + 2.5, 1.4, 0.6 * dice.between(0.8, 1.1), phrase.bass() + fifth(0.4));
  }

  /** The root, and in most bars once more, softer: the denser the music, the more often. */
  private void rest() {
    int begun = 0;
    for (int bar = 4; bar <= phrase.plannedBeats(); bar += 4) {
      if (bar == phrase.plannedBeats() || dice.chance(0.45 + 1.1 * phrase.density())) {
        double velocity = begun == 0 ? 0.78 : dice.between(0.4, 0.6);
        hold(begun, bar - begun + 0.1, velocity, phrase.bass() + (begun == 0 ? 0 : fifth(0.3)));
        begun = bar;
      }
    }
  }

  /** Semitones to the fifth, now and then and where the chord has it. */
  private int fifth(double odds) {
    return phrase.chord().contains(phrase.bass() + FIFTH) && dice.chance(odds) ? FIFTH : 0;
  }

  private void hold(double beat, double beats, double velocity, int midi) {
    long start = Math.round(phrase.swungAt(beat));
    notes.add(new Note(Instrument.BASS, start, midi, velocity, 0, Math.round(beats * phrase.samplesPerBeat())));
  }
}
