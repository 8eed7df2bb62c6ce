package worksound.engine.sound.drums;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.score.Drum;
import worksound.engine.score.Note;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Part;
import worksound.engine.sound.Sound;
import worksound.engine.style.SeededRandom;

/** A small soft drum kit, played from recordings of itself. */
public final class Drums implements Part {

  /** The kick's hold on the other players: how long until it presses most, in seconds. */
  private static final double PRESS = 0.07;

  /** A recording of each {@link Drum}, in their order. */
  private static final float[][] KIT = {kick(), snare(), hat()};

  private final List<Hit> hits = new ArrayList<>();
  private long lastKick = Long.MIN_VALUE / 2;
  private double kickForce;

  private static final class Hit {
    private final float[] drum;
    private final float left;
    private final float right;
    private int position;

    private Hit(Note note, int offset) {
      double angle = Math.PI / 4 * (1 + note.pan());
      drum = KIT[note.midi()];
      left = (float) (note.velocity() * Math.cos(angle));
      right = (float) (note.velocity() * Math.sin(angle));
      position = -offset;
    }

    private void render(float[] outLeft, float[] outRight) {
      for (int n = Math.max(0, -position); n < Sound.BLOCK && position + n < drum.length; n++) {
        outLeft[n] += drum[position + n] * left;
        outRight[n] += drum[position + n] * right;
      }
      position += Sound.BLOCK;
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

  private static float[] kick() {
    float[] drum = new float[(int) (0.45 * ScoreTime.RATE)];
    double phase = 0;
    for (int n = 0; n < drum.length; n++) {
      double t = (double) n / ScoreTime.RATE;
      phase += (48 + 75 * Math.exp(-t / 0.022)) / ScoreTime.RATE;
      drum[n] = (float) (Math.sin(2 * Math.PI * phase) * Math.exp(-t / 0.11) * (1 - Math.exp(-t / 0.0015)) * ending(n, drum.length));
    }
    return drum;
  }

  private static float[] snare() {
    float[] drum = new float[(int) (0.30 * ScoreTime.RATE)];
    SeededRandom dice = SeededRandom.of(52);
    double low = 0;
    double lower = 0;
    for (int n = 0; n < drum.length; n++) {
      double t = (double) n / ScoreTime.RATE;
      low += 0.42 * (dice.between(-1, 1) - low);
      lower += 0.10 * (low - lower);
      double body = 0.5 * Math.sin(2 * Math.PI * 186 * t) * Math.exp(-t / 0.045);
      double wires = 0.75 * (low - lower) * Math.exp(-t / 0.065);
      drum[n] = (float) ((body + wires) * (1 - Math.exp(-t / 0.0012)) * ending(n, drum.length) * 0.8);
    }
    return drum;
  }

  private static float[] hat() {
    float[] drum = new float[(int) (0.12 * ScoreTime.RATE)];
    SeededRandom dice = SeededRandom.of(53);
    double low = 0;
    double smooth = 0;
    for (int n = 0; n < drum.length; n++) {
      double t = (double) n / ScoreTime.RATE;
      double white = dice.between(-1, 1);
      low += 0.55 * (white - low);
      smooth += 0.6 * (white - low - smooth);
      drum[n] = (float) (0.55 * smooth * Math.exp(-t / 0.022) * (1 - Math.exp(-t / 0.0012)) * ending(n, drum.length));
    }
    return drum;
  }

  /** Brings the last 10 ms to nothing. */
  private static double ending(int n, int length) {
    return Math.min(1, (length - n) / (0.01 * ScoreTime.RATE));
  }
}
