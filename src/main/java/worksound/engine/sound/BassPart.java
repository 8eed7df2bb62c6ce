package worksound.engine.sound;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.score.Note;
import worksound.engine.score.Phrase;
import worksound.engine.score.ScoreTime;

/** A bass in the middle of the picture: plucked strings, and below them a soft floor that carries on when they have rung out. */
public final class BassPart implements Part {

  /** Up to this the floor lies, and above it the strings: every note has as much floor and as much body. */
  private static final int HIGHEST_FLOOR = 41;
  private static final double STRING_LEVEL = 0.8;
  /** Level of the floor, and of its octave, which small loudspeakers carry. */
  private static final double FLOOR_LEVEL = 0.5;
  private static final double OCTAVE_LEVEL = 0.38;
  /** From this length on a note is begun gently, in samples. */
  private static final long LONG = ScoreTime.samples(3);
  private static final double GENTLE = 0.6;
  /** Time constant of a finger that is laid on the string, in seconds. */
  private static final double DAMPING = 0.12;

  private final List<OscillatorVoice> floors = new ArrayList<>();
  private final List<Plucked> strings = new ArrayList<>();
  private final double[] sum = new double[Sound.BLOCK];
  private double brightness;

  /** A string, and the score time at which it is stopped. */
  private record Plucked(ModalVoice string, long end) {
  }

  @Override
  public void begin(Phrase phrase) {
    brightness = phrase.brightness();
  }

  @Override
  public void play(Note note, int offset) {
    int low = note.midi() - 12 * Math.max(0, Math.floorDiv(note.midi() - HIGHEST_FLOOR + 11, 12));
    boolean gentle = note.samples() > LONG;
    OscillatorVoice.Manner manner =
      new OscillatorVoice.Manner(List.of(Wavetable.ROUND), 0, 0, 0.18, gentle ? 0.12 : 0.03, 1.6, 0.45, gentle ? 0.22 : 0.16);
    floor(note, low, manner, FLOOR_LEVEL);
    floor(note, low + 12, manner, OCTAVE_LEVEL);
    double level = (gentle ? GENTLE : 1) * STRING_LEVEL * note.velocity();
    Note string = new Note(note.instrument(), note.start(), Math.max(note.midi(), low + 12), level, 0, note.samples());
    strings.add(new Plucked(new ModalVoice(Timbre.BASS, string, brightness, offset), note.start() + note.samples()));
  }

  private void floor(Note note, int midi, OscillatorVoice.Manner manner, double level) {
    OscillatorVoice floor = new OscillatorVoice(manner, midi, 0, level * note.velocity(), note.start());
    floor.release(note.start() + note.samples());
    floors.add(floor);
  }

  @Override
  public boolean render(long time, float[] left, float[] right) {
    floors.removeIf(note -> note.isOver(time));
    for (OscillatorVoice note : floors) {
      note.render(time, left, right);
    }
    for (Plucked note : strings) {
      if (time <= note.end && note.end < time + Sound.BLOCK) {
        note.string.damp(DAMPING);
      }
      note.string.render(left, right, sum);
    }
    boolean sounded = !floors.isEmpty() || !strings.isEmpty();
    strings.removeIf(note -> note.string.isOver());
    return sounded;
  }
}
