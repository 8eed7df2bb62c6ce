package worksound.engine;

import java.util.ArrayList;
import java.util.List;

/** A player of something struck or plucked; its notes ring out. */
final class StruckPart implements Part {

  private final Timbre timbre;
  private final List<Struck> notes = new ArrayList<>();
  private final double[] sum = new double[Sound.BLOCK];
  private double brightness;

  StruckPart(Timbre timbre) {
    this.timbre = timbre;
  }

  @Override
  public void begin(Phrase phrase) {
    brightness = phrase.style().brightness();
  }

  @Override
  public void play(Note note, int offset) {
    notes.add(new Struck(timbre, note, brightness, offset));
  }

  @Override
  public boolean render(long time, float[] left, float[] right) {
    for (Struck note : notes) {
      note.render(left, right, sum);
    }
    boolean sounded = !notes.isEmpty();
    notes.removeIf(Struck::isOver);
    return sounded;
  }
}
