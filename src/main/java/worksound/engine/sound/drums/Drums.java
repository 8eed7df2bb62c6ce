package worksound.engine.sound.drums;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.score.Drum;
import worksound.engine.score.Note;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Part;
import worksound.engine.sound.Sound;
import worksound.engine.style.SeededRandom;

/** Who plays the drums: softer strokes are darker, and none is quite like the one before. */
public final class Drums implements Part {

  /** The kick's hold on the other players: how long until it presses most, in seconds. */
  private static final double PRESS = 0.07;
  /** Up to where the softest stroke reaches, and how many octaves higher the hardest does. */
  private static final double SOFTEST_HERTZ = 2_400;
  private static final double OPENING_OCTAVES = 4;

  private final List<Hit> hits = new ArrayList<>();
  private long lastKick = Long.MIN_VALUE / 2;
  private double kickForce;

  private static final class Hit {
    private final float[] drum;
    private final float left;
    private final float right;
    private final float speed;
    private float sound;
    /** How fast the recording runs, and how far it is, in its samples; before its start below 0. */
    private final double pace;
    private double position;

    private Hit(Note note, int offset) {
      SeededRandom hand = SeededRandom.of(57, note.start(), note.midi());
      double angle = Math.PI / 4 * (1 + note.pan());
      double hertz = SOFTEST_HERTZ * Math.pow(2, OPENING_OCTAVES * note.velocity() + hand.between(-0.3, 0.3));
      drum = DrumKit.take(Drum.values()[note.midi()], note.start());
      speed = (float) (1 - Math.exp(-2 * Math.PI * hertz / ScoreTime.RATE));
      left = (float) (note.velocity() * Math.cos(angle));
      right = (float) (note.velocity() * Math.sin(angle));
      pace = hand.between(0.97, 1.03);
      position = -offset * pace;
    }

    private void render(float[] outLeft, float[] outRight) {
      for (int n = 0; n < Sound.BLOCK; n++, position += pace) {
        int at = (int) position;
        if (position >= 0 && at + 1 < drum.length) {
          float between = drum[at] + (float) (position - at) * (drum[at + 1] - drum[at]);
          sound += speed * (between - sound);
          outLeft[n] += sound * left;
          outRight[n] += sound * right;
        }
      }
    }
  }

  @Override
  public void play(Note note, int offset) {
    hits.add(new Hit(note, offset));
    if (note.midi() == Drum.KICK.ordinal()) {
      lastKick = note.start();
      kickForce = note.velocity();
    }
  }

  /** How much of the others remains beside the kick at {@code time}, 1 for all. */
  public double room(long time) {
    double since = (double) (time - lastKick) / ScoreTime.RATE / PRESS;
    return since <= 0 ? 1 : 1 - 0.30 * kickForce * since * Math.exp(1 - since);
  }

  @Override
  public boolean render(long time, float[] left, float[] right) {
    for (Hit hit : hits) {
      hit.render(left, right);
    }
    boolean sounded = !hits.isEmpty();
    hits.removeIf(hit -> hit.position >= hit.drum.length);
    return sounded;
  }
}
