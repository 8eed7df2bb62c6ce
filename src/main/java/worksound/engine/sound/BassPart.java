package worksound.engine.sound;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.score.Note;
import worksound.engine.score.ScoreTime;

/** A soft bass in the middle of the picture. */
public final class BassPart implements Part {

  private final List<OscillatorVoice> notes = new ArrayList<>();

  @Override
  public void play(Note note, int offset) {
    double attack = note.samples() > 3 * ScoreTime.RATE ? 0.12 : 0.018;
    OscillatorVoice bass = new OscillatorVoice(Wavetable.ROUND, note.midi(), 1, 0, 0, note.velocity(), attack, 0.22, note.start());
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
