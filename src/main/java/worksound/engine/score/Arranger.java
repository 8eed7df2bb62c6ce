package worksound.engine.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import worksound.engine.style.Instrument;
import worksound.engine.style.SeededRandom;
import worksound.engine.style.Style;

/** Turns a phrase into the notes that a small group of patient players would find for it. */
public final class Arranger {

  private final Phrase phrase;
  private final List<Note> notes = new ArrayList<>();

  private Arranger(Phrase phrase) {
    this.phrase = phrase;
  }

  /**
   * The notes of {@code phrase} in order of time, for the players of its style and for those who still sound in {@code now}
   * and are leaving. Pads are led by the phrase itself and are not among them.
   */
  public static List<Note> notes(Phrase phrase, Style now) {
    Arranger arranger = new Arranger(phrase);
    for (Instrument instrument : Instrument.values()) {
      if (phrase.style().level(instrument) > 0 || now.level(instrument) > 0) {
        arranger.write(instrument, SeededRandom.of(phrase.seed(), 31, instrument.ordinal()));
      }
    }
    arranger.notes.removeIf(note -> note.start() >= phrase.end());
    arranger.notes.sort(Comparator.comparingLong(Note::start));
    return arranger.notes;
  }

  /** Whoever is one of several rests now and then for as long as a motif lasts, so that the picture changes over minutes. */
  private boolean rests(Instrument instrument) {
    long others = phrase.style().levels().entrySet().stream()
      .filter(entry -> entry.getKey().isTonal() && entry.getKey() != instrument && entry.getValue() > 0.2).count();
    return others >= 3 && phrase.index() >= 8 && SeededRandom.of(phrase.motif(), 32, instrument.ordinal()).chance(0.25);
  }

  private void write(Instrument instrument, SeededRandom dice) {
    switch (instrument) {
      case PIANO, KEYS -> {
        chord(instrument, dice);
        if (!rests(instrument)) {
          melody(instrument, dice);
        }
      }
      case GUITAR, KALIMBA -> {
        if (!rests(instrument)) {
          arpeggio(instrument, dice);
        }
      }
      case BELLS -> {
        if (!rests(instrument)) {
          bells(dice);
        }
      }
      case BASS -> notes.addAll(BassLine.notes(phrase, dice));
      case BEAT, BRUSHES -> notes.addAll(DrumPattern.notes(phrase, instrument, dice));
      default -> { }
    }
  }

  /** Soft broken chords: on every phrase, or on every bar where there is a beat. */
  private void chord(Instrument instrument, SeededRandom dice) {
    if (isAlone()) {
      leftHand(instrument, dice);
      return;
    }
    boolean beat = phrase.style().hasDrums();
    double every = beat || phrase.style().functional() ? 4 : phrase.plannedBeats();
    for (double at = 0; at < phrase.plannedBeats(); at += every) {
      strum(instrument, at, 0.36, dice);
      if (beat && dice.chance(0.6)) {
        strum(instrument, at + 2.5, 0.28, dice);
      }
    }
  }

  /** Whether nobody else holds the harmony. */
  private boolean isAlone() {
    Style style = phrase.style();
    double held = style.level(Instrument.PAD) + style.level(Instrument.STRINGS) + style.level(Instrument.CHOIR);
    return held + style.level(Instrument.BASS) < 0.3;
  }

  /** Bass and broken chord, rising and falling in slow eighths. */
  private void leftHand(Instrument instrument, SeededRandom dice) {
    List<Integer> voicing = phrase.voicing();
    for (int half = 0; half < 2 * phrase.plannedBeats(); half++) {
      int step = half % 8;
      double odds = step % 4 == 0 ? 1 : step % 2 == 0 ? 0.95 : 0.4 + 0.5 * phrase.density();
      int midi = step == 0 ? phrase.bass() : voicing.get(new int[] {0, 0, 1, 2, 3, 2, 1, 2}[step]);
      if (dice.chance(odds)) {
        play(instrument, 0.5 * half, dice.between(0, 0.018), midi, (step == 0 ? 0.24 : 0.3) * dice.between(0.9, 1.05), -0.15);
      }
    }
  }

  private void strum(Instrument instrument, double beat, double velocity, SeededRandom dice) {
    double roll = dice.between(0.018, 0.055);
    int skipped = dice.chance(0.4) ? dice.below(phrase.voicing().size()) : -1;
    for (int i = 0; i < phrase.voicing().size(); i++) {
      if (i != skipped) {
        double seconds = i * roll + dice.between(0, 0.012);
        play(instrument, beat, seconds, phrase.voicing().get(i), velocity * dice.between(0.75, 1), -0.2 + 0.12 * i);
      }
    }
  }

  /** A figure of a few notes whose rhythm and outline stay for eight phrases while its pitches follow the chords. */
  private void melody(Instrument instrument, SeededRandom dice) {
    SeededRandom motif = SeededRandom.of(phrase.motif(), instrument.ordinal());
    double density = phrase.density();
    int length = 2 + motif.below(2 + (int) Math.round(3 * density));
    double beat = 1 + motif.below(3);
    int pitch = 69 + motif.below(6) + (int) Math.round(phrase.movement().register());
    for (int i = 0; i < length; i++) {
      if (dice.chance(0.55 + 0.35 * density)) {
        play(instrument, beat, dice.between(0, 0.02), phrase.nearestTone(pitch, i == length - 1), dice.between(0.26, 0.4), 0.1);
      }
      beat += new double[] {0.5, 1, 1.5, 2, 3}[motif.weighted(density, 1, 0.6, 1, 1 - density)];
      pitch += motif.below(8) - 4 + (pitch < 67 ? 3 : pitch > 78 ? -3 : 0);
    }
  }

  private void arpeggio(Instrument instrument, SeededRandom dice) {
    SeededRandom motif = SeededRandom.of(phrase.motif(), instrument.ordinal());
    int octave = instrument == Instrument.KALIMBA ? 12 : 0;
    double pan = instrument == Instrument.KALIMBA ? 0.3 : -0.3;
    double[] odds = new double[16];
    for (int i = 0; i < odds.length; i++) {
      double accent = i % 4 == 0 ? 0.75 : i % 2 == 0 ? 0.5 : 0.28;
      odds[i] = accent * (0.55 + 0.75 * phrase.density()) * motif.between(0.5, 1.2);
    }
    int voice = motif.below(4);
    for (int i = 0; i < 2 * phrase.plannedBeats(); i++) {
      voice = Math.floorMod(voice + 1 + motif.below(2), 5);
      if (dice.chance(odds[i % odds.length])) {
        int midi = voice < 4 ? phrase.voicing().get(voice) : phrase.voicing().get(dice.below(4)) + 12;
        play(instrument, 0.5 * i, dice.between(0, 0.015), midi + octave, dice.between(0.3, 0.55), pan);
      }
    }
  }

  private void bells(SeededRandom dice) {
    int count = dice.below(3);
    for (int i = 0; i < count; i++) {
      double beat = 0.5 * dice.below(2 * phrase.plannedBeats());
      play(Instrument.BELLS, beat, dice.between(0, 0.02), phrase.voicing().get(dice.below(4)) + 24, dice.between(0.25, 0.5),
        dice.between(-0.6, 0.6));
    }
  }

  private void play(Instrument instrument, double beat, double lateSeconds, int midi, double velocity, double pan) {
    if (beat < phrase.plannedBeats()) {
      long start = Math.round(phrase.swungAt(beat)) + ScoreTime.samples(lateSeconds + breath(beat));
      notes.add(new Note(instrument, start, midi, velocity * accent(beat), pan, ScoreTime.samples(6)));
    }
  }

  /** Seconds that a hand takes its time before {@code beat}: about one idea per phrase, and where nobody keeps the time, towards its end. */
  private double breath(double beat) {
    double own = 0.006 * (1 + Math.sin(phrase.seed() % 1_000 + 0.7 * beat));
    boolean free = !phrase.style().hasDrums() && isAlone();
    double part = beat / phrase.plannedBeats();
    return own + (free ? 0.09 * part * part * part : 0);
  }

  /** A phrase leans towards its middle, and on its beats. */
  private double accent(double beat) {
    double arch = 0.90 + 0.16 * Math.sin(Math.PI * beat / phrase.plannedBeats());
    return arch * (beat % 2 == 0 ? 1.05 : beat % 1 == 0 ? 1 : 0.92);
  }
}
