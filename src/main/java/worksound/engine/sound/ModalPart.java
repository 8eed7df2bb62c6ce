package worksound.engine.sound;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.score.Note;
import worksound.engine.score.Phrase;

/** A player of something struck or plucked. */
public final class ModalPart implements Part {

  /** Time constant of the dampers that fall when the chord changes, in seconds. */
  private static final double DAMPING = 1.3;

  private final Timbre timbre;
  private final boolean damped;
  private final List<ModalVoice> notes = new ArrayList<>();
  private final double[] sum = new double[Sound.BLOCK];
  private double brightness;

  /** A player whose notes are {@code damped} when the chord changes, as by a pedal that is lifted, or else ring on. */
  public ModalPart(Timbre timbre, boolean damped) {
    this.timbre = timbre;
    this.damped = damped;
  }

  @Override
  public void begin(Phrase phrase) {
    brightness = phrase.brightness();
    if (damped) {
      notes.forEach(note -> note.damp(DAMPING));
    }
  }

  @Override
  public void play(Note note, int offset) {
    notes.add(new ModalVoice(timbre, note, brightness, offset));
  }

  @Override
  public boolean render(long time, float[] left, float[] right) {
    for (ModalVoice note : notes) {
      note.render(left, right, sum);
    }
    boolean sounded = !notes.isEmpty();
    notes.removeIf(ModalVoice::isOver);
    return sounded;
  }
}
