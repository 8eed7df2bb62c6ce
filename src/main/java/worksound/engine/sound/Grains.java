package worksound.engine.sound;

import java.util.ArrayList;
import java.util.List;
import worksound.engine.score.Note;
import worksound.engine.score.ScoreTime;
import worksound.engine.style.Instrument;
import worksound.engine.style.SeededRandom;

/** Small separate sounds in a random shower: raindrops, bubbles of a stream, crackle of vinyl or fire. */
public final class Grains implements Part {

  private static final double BLOCKS_PER_SECOND = (double) ScoreTime.RATE / Sound.BLOCK;

  private final Instrument kind;
  private final long seed;
  private final List<ModalVoice> grains = new ArrayList<>();
  private final double[] sum = new double[Sound.BLOCK];

  public Grains(Instrument kind, long seed) {
    this.kind = kind;
    this.seed = SeededRandom.key(seed, 61, kind.ordinal());
  }

  @Override
  public boolean render(long time, float[] left, float[] right) {
    SeededRandom dice = SeededRandom.of(seed, time);
    if (dice.chance(perSecond(time) / BLOCKS_PER_SECOND)) {
      drop(time, dice);
    }
    for (ModalVoice grain : grains) {
      grain.render(left, right, sum);
    }
    grains.removeIf(ModalVoice::isOver);
    return true;
  }

  private double perSecond(long time) {
    return switch (kind) {
      case RAIN -> 60;
      case STREAM -> 34;
      case FIRE -> 9 + 6 * Sound.wave(time, 0.13, 0);
      default -> 7;
    };
  }

  private void drop(long time, SeededRandom dice) {
    double force = Math.pow(dice.unit(), 2.2);
    double pan = dice.between(-0.85, 0.85);
    Timbre timbre = switch (kind) {
      case RAIN -> grain(dice.between(1_400, 4_200), dice.between(0.003, 0.012), 0.0006);
      case STREAM -> grain(dice.between(320, 1_150), dice.between(0.012, 0.035), 0.004);
      case FIRE -> grain(dice.between(700, 2_600), dice.between(0.0012, 0.005), 0.0003);
      default -> grain(dice.between(1_000, 3_600), dice.between(0.0006, 0.002), 0.0002);
    };
    double level = kind == Instrument.STREAM ? 0.5 : kind == Instrument.RAIN ? 0.9 : 1.1;
    grains.add(new ModalVoice(timbre, new Note(kind, time, 69, level * (0.12 + 0.6 * force), pan, 0), 1, dice.below(Sound.BLOCK)));
  }

  /** A damped sine of {@code hertz}, given as a ratio to A4, that the grains' pitch is fixed at. */
  private static Timbre grain(double hertz, double decay, double attack) {
    double ratio = hertz / 440;
    return new Timbre(new double[] {ratio, 1.31 * ratio, 1.93 * ratio}, new double[] {0.7, 0.35, 0.2},
      new double[] {decay, 0.7 * decay, 0.5 * decay}, new Timbre.Strike(attack, 0, 0, 1, 1), 1);
  }
}
