package worksound.engine.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import worksound.engine.prompt.PromptReader;
import worksound.engine.score.Piece;
import worksound.engine.score.ScoreTime;
import worksound.engine.score.Style;
import worksound.engine.sound.Band;
import worksound.engine.sound.LoudnessMeter;
import worksound.engine.sound.Rehearsal;
import worksound.engine.sound.Sound;

/**
 * Prints how much faster than real time the synthesizer renders, and the heap it needs.
 *
 * <p>Arguments: prompt, seconds, and optionally a WAV file to keep what was rendered.
 */
final class EngineBenchmark {

  private EngineBenchmark() {
  }

  public static void main(String[] args) throws IOException {
    String prompt = args.length > 0 ? args[0] : "instrumental ambient focus music, smooth continuous texture, no vocals, stable rhythm";
    double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 60;
    Path file = args.length > 2 ? Path.of(args[2]) : Files.createTempFile("worksound", ".wav");
    try {
      for (int round = 0; round < (args.length > 2 ? 1 : 4); round++) {
        render(prompt, seconds, file);
      }
    } finally {
      if (args.length <= 2) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void render(String prompt, double seconds, Path file) throws IOException {
    long began = System.nanoTime();
    Style style = Rehearsal.level(PromptReader.read(prompt, 7), 7);
    long rehearsed = System.nanoTime();
    Band band = new Band(Piece.begin(7, prompt, style), 0, 7);
    float[] left = new float[Sound.BLOCK];
    float[] right = new float[Sound.BLOCK];
    LoudnessMeter loudness = new LoudnessMeter();
    try (WavWriter wav = new WavWriter(file, ScoreTime.samples(seconds), false)) {
      while (band.time() < ScoreTime.samples(seconds)) {
        band.render(left, right);
        loudness.add(left, right, Sound.BLOCK);
        wav.write(left, right, 0, Sound.BLOCK);
      }
    }
    double rendering = (System.nanoTime() - rehearsed) / 1e9;
    Runtime runtime = Runtime.getRuntime();
    System.out.printf("%.0f s in %.2f s (%.0f times real time), rehearsal %.2f s, heap %d MB, %.1f LUFS, gain %.2f, %s%n", seconds, rendering,
      seconds / rendering, (rehearsed - began) / 1e9, (runtime.totalMemory() - runtime.freeMemory()) >> 20, loudness.lufs(), style.gain(), style);
  }
}
