package worksound.bench.seams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import worksound.audio.analysis.boundary.Break;
import worksound.audio.analysis.boundary.Cue;
import worksound.testing.Parallel;

/** The clips of all tracks, measured; the parameters fitted on every second track, the others left for what is reported. */
public final class SeamTable {

  private static final int CLIPS_PER_TRACK = 6;
  private static final Map<Break, Set<Kind>> TRAINED = new EnumMap<>(Map.of(
    Break.OTHER_MUSIC, Set.of(Kind.OTHER_PIECE, Kind.OTHER_PIECE_LEVELLED, Kind.SAME_PIECE, Kind.TWO_SEMITONES),
    Break.LEVEL, Set.of(Kind.LOUDER), Break.PHASE, Set.of(Kind.FASTER, Kind.HALF_A_BEAT),
    Break.TREBLE, Set.of(Kind.LOW_PASS), Break.STEREO, Set.of(Kind.MONO)));

  private final List<Example> fitted = new ArrayList<>();
  private final List<Example> reported = new ArrayList<>();

  /**
   * A kind of splice.
   *
   * @param words  what it is called
   * @param target area that is to be reached, 0 for none
   * @param area   under the ROC curve, on tracks that nothing was fitted on
   * @param low    lower end of the 95 % interval
   * @param high   upper end
   * @param clips  splices of that kind, and as many continuations
   */
  public record Line(String words, double target, double area, double low, double high, int clips) {
  }

  private SeamTable(Path folder, boolean whole) throws Exception {
    List<Path> tracks = Music.tracks(folder);
    Splices last = null;
    for (int i = tracks.size() - 1; i >= 0 && last == null; i--) {
      Splices splices = new Splices(tracks.get(i));
      last = splices.isLongEnough() ? splices : null;
    }
    int number = 0;
    for (Path track : tracks) {
      Splices splices = new Splices(track);
      if (splices.isLongEnough()) {
        if (whole || number % 2 == 1) {
          measure(number, splices, last);
        } else {
          splices.pass(CLIPS_PER_TRACK);
        }
        number++;
        last = splices;
      }
    }
  }

  /** Cuts and measures the clips of every track. */
  public static SeamTable whole(Path folder) throws Exception {
    return new SeamTable(folder, true);
  }

  /** Only those of the tracks that nothing is fitted on, with which {@link #lines} and {@link #shareAbove} do. */
  public static SeamTable reported(Path folder) throws Exception {
    return new SeamTable(folder, false);
  }

  private void measure(int track, Splices splices, Splices other) throws Exception {
    for (int i = 0; i < CLIPS_PER_TRACK; i++) {
      List<Callable<Example>> clips = new ArrayList<>();
      splices.clips(other.anywhere()).forEach((kind, clip) -> clips.add(() -> Example.of(track, kind, clip)));
      (track % 2 == 0 ? fitted : reported).addAll(Parallel.all(clips));
    }
  }

  /** What the product's parameters reach on the tracks that they were not fitted on. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.CONTINUATION) {
        Roc roc = Roc.of(reported, kind, Example::score);
        lines.add(new Line(kind.words, kind.target, roc.area(), roc.low(), roc.high(),
          (int) reported.stream().filter(example -> example.kind() == kind).count()));
      }
    }
    return lines;
  }

  /** Share of clips above a limit: of the continuations, or of what came from another piece. */
  public double shareAbove(double limit, boolean continuations) {
    return reported.stream().filter(example -> continuations ? example.isContinuation() : example.kind() == Kind.OTHER_PIECE)
      .mapToInt(example -> example.score() > limit ? 1 : 0).average().orElse(0);
  }

  /** What each break would be with parameters fitted now, in words. */
  public List<String> parameters() throws Exception {
    List<Callable<String>> fits = new ArrayList<>();
    TRAINED.forEach((kind, kinds) -> fits.add(() -> kind + ": " + Regression.fit(fitted, kind, kinds)));
    return Parallel.all(fits);
  }

  /** Every clip as a line of comma-separated values, for who wants to look closer. */
  public void write(Path file) throws IOException {
    String cues = Stream.of(Cue.values()).map(Cue::name).collect(Collectors.joining(","));
    List<String> lines = new ArrayList<>(List.of("half,track,kind,score," + cues));
    for (Example example : fitted) {
      lines.add("fitted," + values(example));
    }
    for (Example example : reported) {
      lines.add("reported," + values(example));
    }
    Files.write(file, lines);
  }

  private static String values(Example example) {
    StringBuilder values = new StringBuilder(example.track() + "," + example.kind() + "," + example.score());
    for (double deviation : example.deviations()) {
      values.append(',').append(deviation);
    }
    return values.toString();
  }
}
