package worksound.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import worksound.engine.render.Clip;
import worksound.engine.render.TestRenderer;
import worksound.engine.tone.Presets;
import worksound.engine.tone.Quartiles;
import worksound.engine.tone.Tone;
import worksound.testing.Parallel;

/** How the built-in engine sounds beside produced music; {@code target/bench/spectrograms} shows each preset above the calmest piece. */
final class EngineSound implements Measure {

  private static final double SECONDS = 60;
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);
  private static final double DRAWN_SECONDS = 20;
  private static final int PICTURE_WIDTH = 1_100;
  /** A few minutes do not lie where an hour does: how far an octave may be outside, in dB. */
  private static final double TOLERANCE_DB = 0.5;
  private static final double MONO_LOSS_DB = 1.5;
  private static final double SOFT_TO_FULL_DB = 6;
  private static final double JUMP_LU = 4;
  private static final double ONSET_DB = 8;

  /**
   * The music that it is held to.
   *
   * @param quartiles of all pieces
   * @param calmest   a part of the piece whose onsets stand out least
   */
  private record Reference(Quartiles quartiles, Clip calmest) {

    static Reference listen() throws Exception {
      List<Callable<Heard>> pieces = new ArrayList<>();
      for (Path piece : ReferenceMusic.pieces()) {
        pieces.add(() -> Heard.of(piece));
      }
      List<Heard> music = Parallel.all(pieces);
      Heard calmest = music.stream().filter(piece -> piece.seconds > 2 * DRAWN_SECONDS)
        .min(Comparator.comparingDouble(piece -> piece.tone.onset())).orElseThrow();
      return new Reference(Quartiles.of(music.stream().map(Heard::tone).toList()),
        ReferenceMusic.decode(calmest.piece).part(DRAWN_SECONDS, 2 * DRAWN_SECONDS));
    }
  }

  /** A piece of that music, without its samples: all pieces together are gigabytes. */
  private record Heard(Path piece, double seconds, Tone tone) {

    static Heard of(Path piece) throws IOException, InterruptedException {
      Clip clip = ReferenceMusic.decode(piece);
      return new Heard(piece, clip.seconds(), Tone.of(clip.left(), clip.right()));
    }
  }

  /**
   * What is told of a preset.
   *
   * @param line of the table of tones, empty where there is none
   */
  private record Told(String line, List<Row> rows) {
  }

  @Override
  public List<Row> take() throws Exception {
    Path pictures = Bench.FOLDER.resolve("spectrograms");
    pictures.toFile().mkdirs();
    Reference reference = Reference.listen();
    List<Callable<Told>> tasks = new ArrayList<>();
    tasks.add(EngineSound::chain);     // the longest one: it begins first
    Presets.withDefault().forEach((name, prompt) -> tasks.add(() -> preset(name, prompt, reference, pictures)));
    List<Told> told = new ArrayList<>(Parallel.all(tasks));
    told.add(told.remove(0));
    System.out.println(head(reference.quartiles));
    told.stream().map(Told::line).filter(line -> !line.isEmpty()).forEach(System.out::println);
    return told.stream().flatMap(each -> each.rows.stream()).toList();
  }

  private static Told chain() throws IOException {
    try (Folder folder = Folder.open()) {
      return new Told("", EngineChain.rows(folder.path()));
    }
  }

  private static Told preset(String name, String prompt, Reference reference, Path pictures) throws IOException {
    List<Tone> tones = new ArrayList<>();
    try (Folder folder = Folder.open()) {
      for (long seed : SEEDS) {
        Clip clip = new TestRenderer(folder.path()).compose(prompt, seed, SECONDS);
        tones.add(Tone.of(clip.left(), clip.right()));
        if (seed == SEEDS.get(0)) {
          List<Clip> drawn = List.of(clip.part(DRAWN_SECONDS, 2 * DRAWN_SECONDS), reference.calmest);
          Spectrogram.draw(drawn, PICTURE_WIDTH, pictures.resolve(name + ".png"));
        }
      }
    }
    Tone tone = mean(tones);
    return new Told(line(name, tone), rows(name, tone, reference));
  }

  private static List<Row> rows(String name, Tone tone, Reference reference) {
    double outside = reference.quartiles.outside(tone, Presets.isAmbient(name)).stream().mapToDouble(Math::abs).max().orElseThrow();
    return List.of(
      Row.of(name + ": octave farthest outside the quartiles", outside, "dB").target("≤ 0.5 dB", outside <= TOLERANCE_DB),
      Row.of(name + ": loss of the mono sum", tone.monoLoss(), "dB").target("≤ 1.5 dB", tone.monoLoss() <= MONO_LOSS_DB),
      Row.of(name + ": from soft to full", tone.range(), "dB").target("≥ 6 dB", tone.range() >= SOFT_TO_FULL_DB),
      Row.of(name + ": loudness jump within a second", tone.jump(), "LU").target("≤ 4 LU", tone.jump() <= JUMP_LU),
      Row.of(name + ": onset over its surroundings", tone.onset(), "dB").target("≤ 8 dB", tone.onset() <= ONSET_DB));
  }

  /** Means of the pieces; of jumps and onsets the largest. */
  private static Tone mean(List<Tone> tones) {
    List<Double> bands = IntStream.range(0, Tone.OCTAVES.length).mapToObj(octave -> mean(tones, tone -> tone.bands().get(octave))).toList();
    return new Tone(bands, mean(tones, Tone::centroid), mean(tones, Tone::range), mean(tones, Tone::monoLoss),
      most(tones, Tone::jump), most(tones, Tone::onset));
  }

  private static double mean(List<Tone> tones, ToDoubleFunction<Tone> figure) {
    return tones.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static double most(List<Tone> tones, ToDoubleFunction<Tone> figure) {
    return tones.stream().mapToDouble(figure).max().orElseThrow();
  }

  private static String head(Quartiles quartiles) {
    StringBuilder lines = new StringBuilder("\n| dB | 63 | 125 | 250 | 500 | 1k | 2k | 4k | 8k | centroid | soft to full | mono | jump | onset |\n")
      .append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n| reference, quartiles |");
    for (int octave = 0; octave < Tone.OCTAVES.length; octave++) {
      lines.append(String.format(Locale.ROOT, " %.1f…%.1f |", quartiles.lower().get(octave), quartiles.upper().get(octave)));
    }
    return lines.append(" | | | | |").toString();
  }

  private static String line(String name, Tone tone) {
    StringBuilder line = new StringBuilder("| " + name + " |");
    tone.bands().forEach(level -> line.append(String.format(Locale.ROOT, " %.1f |", level)));
    return line.append(String.format(Locale.ROOT, " %.0f Hz | %.1f dB | %.1f dB | %.1f LU | %.1f dB |", tone.centroid(), tone.range(),
      tone.monoLoss(), tone.jump(), tone.onset())).toString();
  }
}
