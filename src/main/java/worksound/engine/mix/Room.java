package worksound.engine.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/**
 * The walls around those who strike and pluck: the first echoes, up to two walls each, before the hall answers.
 *
 * @see <a href="https://doi.org/10.1121/1.382599">Allen and Berkley: Image method for efficiently simulating small-room acoustics,
 *   JASA 65 (1979)</a>
 */
final class Room {

  /** Width, depth and height in metres, and where players and ears are in it. */
  private static final double[] SIZE = {7.9, 6.3, 3.4};
  private static final double[] PLAYERS = {3.3, 1.7, 1.1};
  private static final double[][] EARS = {{3.6, 4.2, 1.4}, {4.3, 4.2, 1.4}};
  private static final double METRES_PER_SECOND = 343;
  /** Amplitude that a wall gives back, and up to where. */
  private static final double REFLECTED = 0.72;
  private static final double WALLS_HERTZ = 5_500;
  private static final int LONGEST = 4_096;
  /** Below this walls are no mirrors, and a small room would hum. */
  private static final double DEEP_HERTZ = 220;
  private static final float SOFT = (float) (1 - Math.exp(-2 * Math.PI * WALLS_HERTZ / ScoreTime.RATE));
  private static final float DEEP = (float) (1 - Math.exp(-2 * Math.PI * DEEP_HERTZ / ScoreTime.RATE));
  private static final List<List<Echo>> ECHOES = List.of(echoes(EARS[0]), echoes(EARS[1]));

  /** What was played, the newest block at the end. */
  private final float[] past = new float[LONGEST + Sound.BLOCK];
  private float soft;
  private float deep;

  private record Echo(int samples, float gain) {
  }

  /** Adds to one block what comes back of {@code played}. */
  void render(float[] played, float[] left, float[] right) {
    System.arraycopy(past, Sound.BLOCK, past, 0, LONGEST);
    for (int n = 0; n < Sound.BLOCK; n++) {
      soft += SOFT * (played[n] - soft);
      deep += DEEP * (soft - deep);
      past[LONGEST + n] = soft - deep;
    }
    ECHOES.get(0).forEach(echo -> add(echo.gain, LONGEST - echo.samples, left));
    ECHOES.get(1).forEach(echo -> add(echo.gain, LONGEST - echo.samples, right));
  }

  private void add(float gain, int from, float[] out) {
    for (int n = 0; n < Sound.BLOCK; n++) {
      out[n] += gain * past[from + n];
    }
  }

  /** The images of the players in the walls, as heard at {@code ear}, later and softer than the players themselves. */
  private static List<Echo> echoes(double[] ear) {
    double direct = distance(PLAYERS, ear);
    List<Echo> echoes = new ArrayList<>();
    for (int image = 0; image < 27; image++) {
      int[] cell = {image % 3 - 1, image / 3 % 3 - 1, image / 9 - 1};
      int walls = Arrays.stream(cell).map(Math::abs).sum();
      if (walls == 1 || walls == 2) {
        double far = distance(image(cell), ear);
        int samples = (int) Math.round((far - direct) / METRES_PER_SECOND * ScoreTime.RATE);
        echoes.add(new Echo(samples, (float) (Math.pow(REFLECTED, walls) * direct / far)));
      }
    }
    return List.copyOf(echoes);
  }

  private static double[] image(int[] cell) {
    double[] place = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      place[axis] = cell[axis] == 0 ? PLAYERS[axis] : cell[axis] < 0 ? -PLAYERS[axis] : 2 * SIZE[axis] - PLAYERS[axis];
    }
    return place;
  }

  private static double distance(double[] from, double[] to) {
    return Math.sqrt(Math.pow(from[0] - to[0], 2) + Math.pow(from[1] - to[1], 2) + Math.pow(from[2] - to[2], 2));
  }
}
