package worksound.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import worksound.dsp.Decibels;
import worksound.dsp.Fft;
import worksound.engine.render.Clip;
import worksound.engine.score.ScoreTime;

/** Pictures of sound: time to the right, frequency upwards and logarithmic from 40 Hz to 16 kHz, the louder the brighter. */
final class Spectrogram {

  private static final int SIZE = 4_096;
  private static final int HEIGHT = 220;
  private static final int GAP = 6;
  private static final double LOWEST_HERTZ = 40;
  private static final double HIGHEST_HERTZ = 16_000;
  private static final double DARK_DB = -35;
  private static final double LIGHT_DB = 40;

  private Spectrogram() {
  }

  /** Draws the clips one below the other, {@code width} windows each. */
  static void draw(List<Clip> clips, int width, Path file) throws IOException {
    BufferedImage picture = new BufferedImage(width, clips.size() * (HEIGHT + GAP), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < clips.size(); i++) {
      for (int x = 0; x < width; x++) {
        long from = (long) x * (clips.get(i).frames() - SIZE) / width;
        column(picture, x, i * (HEIGHT + GAP), powers(clips.get(i), (int) from));
      }
    }
    ImageIO.write(picture, "png", file.toFile());
  }

  private static double[] powers(Clip clip, int from) {
    double[] re = new double[SIZE];
    double[] im = new double[SIZE];
    for (int n = 0; n < SIZE; n++) {
      re[n] = (0.5 - 0.5 * Math.cos(2 * Math.PI * n / SIZE)) * (clip.left()[from + n] + clip.right()[from + n]) / 2;
    }
    new Fft(SIZE).transform(re, im);
    double[] powers = new double[SIZE / 2];
    for (int k = 0; k < powers.length; k++) {
      powers[k] = re[k] * re[k] + im[k] * im[k];
    }
    return powers;
  }

  private static void column(BufferedImage picture, int x, int top, double[] powers) {
    for (int y = 0; y < HEIGHT; y++) {
      double hertz = HIGHEST_HERTZ * Math.pow(LOWEST_HERTZ / HIGHEST_HERTZ, (double) y / HEIGHT);
      double db = Decibels.ofPower(powers[(int) Math.round(hertz * SIZE / ScoreTime.RATE)]);
      double light = Math.max(0, Math.min(1, (db - DARK_DB) / (LIGHT_DB - DARK_DB)));
      int red = (int) (255 * Math.min(1, 1.6 * light));
      int green = (int) (255 * light * light);
      int blue = (int) (255 * Math.max(0.25 * light, 1.2 * light - 0.6));
      picture.setRGB(x, top + y, red << 16 | green << 8 | Math.min(255, blue));
    }
  }
}
