package worksound.engine.sound;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.score.Note;
import worksound.engine.score.Phrase;
import worksound.engine.style.Instrument;

/** A player of something struck or plucked. */
public final class ModalPart implements Part {

  /** Time constant of the dampers that fall when the chord changes, in seconds. */
  private static final double DAMPING = 1.3;
  private static final int LOWEST_C = 24;
  private static final double PEDAL_LEVEL = 0.14;
  private static final double RESONANCE_LEVEL = 0.3;

  private final Timbre timbre;
  private final boolean damped;
  private final List<ModalVoice> notes = new ArrayList<>();
  private final double[] sum = new double[Sound.BLOCK];
  /** The phrase at which the pedal was just changed, or null. */
  private Phrase lifted;
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
    lifted = timbre == Timbre.FELT_PIANO ? phrase : null;
  }

  /** The dampers leave the strings with a soft noise, and those of the chord ring along unstruck. */
  private void pedal(Phrase phrase, long time) {
    long start = Math.round(phrase.start());
    int offset = (int) Math.max(0, start - time);
    Timbre strings = Timbre.resonance(phrase.bass(), phrase.voicing());
    notes.add(new ModalVoice(Timbre.PEDAL, new Note(Instrument.PIANO, start, LOWEST_C, PEDAL_LEVEL, 0, 0), brightness, offset));
    notes.add(new ModalVoice(strings, new Note(Instrument.PIANO, start, phrase.bass(), RESONANCE_LEVEL, 0, 0), brightness, offset));
  }

  @Override
  public void play(Note note, int offset) {
    notes.add(new ModalVoice(timbre, note, brightness, offset));
  }

  @Override
  public boolean render(long time, float[] left, float[] right) {
    if (lifted != null) {
      pedal(lifted, time);
      lifted = null;
    }
    for (ModalVoice note : notes) {
      note.render(left, right, sum);
    }
    boolean sounded = !notes.isEmpty();
    notes.removeIf(ModalVoice::isOver);
    return sounded;
  }
}
