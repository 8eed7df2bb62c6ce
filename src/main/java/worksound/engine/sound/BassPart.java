package worksound.engine.sound;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.score.Note;
import worksound.engine.score.ScoreTime;

/** A soft bass in the middle of the picture. */
public final class BassPart implements Part {

  /** Above this the octave below sounds too, up to it the octave above: every note has as much floor and as much body. */
  private static final int HIGHEST_ROOT = 41;

  private final List<OscillatorVoice> notes = new ArrayList<>();

  @Override
  public void play(Note note, int offset) {
    int other = note.midi() > HIGHEST_ROOT ? note.midi() - 12 : note.midi() + 12;
    pluck(note, Math.min(note.midi(), other), 0.75 * note.velocity());
    pluck(note, Math.max(note.midi(), other), 0.65 * note.velocity());
  }

  private void pluck(Note note, int midi, double velocity) {
    double attack = note.samples() > 3 * ScoreTime.RATE ? 0.12 : 0.018;
    OscillatorVoice.Manner manner = new OscillatorVoice.Manner(List.of(Wavetable.ROUND), 0, 0, 0.18, attack, 0.22);
    OscillatorVoice bass = new OscillatorVoice(manner, midi, 0, velocity, note.start());
    bass.release(note.start() + note.samples());
    notes.add(bass);
  }

  @Override
  public boolean render(long time, float[] left, float[] right) {
    notes.removeIf(note -> note.isOver(time));
    for (OscillatorVoice note : notes) {
      note.render(time, left, right);
    }
    return !notes.isEmpty();
  }
}
