package worksound.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import worksound.page.TimeMap;

/** What a soak run has measured beside the sound. */
final class Figures {

  /** With fewer looks, one in four seconds, the second quarter is still of a program that warms up: eight minutes. */
  private static final int ENOUGH_LOOKS = 120;
  private static final double SERVER_MORE = 8;
  private static final double HEAP_MORE = 4;
  private static final double SERVER_MOST = 170;

  private final List<Double> server = new ArrayList<>();
  private final List<Double> heap = new ArrayList<>();
  private final List<Double> renderer = new ArrayList<>();
  private int mostWavs;
  private int underruns;

  /**
   * Takes one look, in megabytes.
   *
   * @param serverResident   of the server's process
   * @param heapUsed         of the page's JavaScript heap
   * @param rendererResident of the browser process that holds the page
   */
  void note(double serverResident, double heapUsed, double rendererResident, int wavs, int underrunsSoFar) {
    server.add(serverResident);
    heap.add(heapUsed);
    renderer.add(rendererResident);
    mostWavs = Math.max(mostWavs, wavs);
    underruns = underrunsSoFar;
  }

  int mostWavs() {
    return mostWavs;
  }

  /**
   * What grew beyond its bound, in megabytes: the middle value of a run's last quarter against that of its second, which comes after all
   * has been loaded and compiled; and the most that the server ever had.
   *
   * @return a sentence for each, none when memory is bounded
   */
  List<String> growth() {
    return Stream.of(beyond("server memory", server, SERVER_MORE), beyond("the page's JavaScript heap", heap, HEAP_MORE),
      server.stream().filter(most -> most > SERVER_MOST).max(Double::compare)
        .map(most -> "server memory was %.1f MB, at most %.0f were expected".formatted(most, SERVER_MOST)))
      .flatMap(Optional::stream).toList();
  }

  private static Optional<String> beyond(String what, List<Double> megabytes, double more) {
    List<Double> quarters = quarters(megabytes);
    double grown = quarters.get(3) - quarters.get(1);
    return megabytes.size() < ENOUGH_LOOKS || !(grown > more) ? Optional.empty()
      : Optional.of("%s grew by %.1f MB from the second quarter of the run to the last, at most %.0f were expected".formatted(what, grown, more));
  }

  void print(Listener listener, List<String> console, int tasks) {
    SoundAnalysis sound = listener.analysis();
    long seams = console.stream().filter(line -> line.matches(".* planned: (crossfade|takeover|jump).*")).count();
    System.out.printf("%n%-34s %10.1f s%n", "heard", listener.seconds());
    System.out.printf("%-34s %10.1f ms%n", "longest silence", sound.gaps().longestMillis());
    System.out.printf("%-34s %10d%n", "seams", seams);
    System.out.printf("%-34s %10d%n", "generation tasks", tasks);
    System.out.printf("%-34s %10d%n", "late segments (underruns)", underruns);
    System.out.printf("%-34s %10d%n", "bridge passes announced", TimeMap.bridges(console));
    System.out.printf("%-34s %10d%n", "late segments jumped to", TimeMap.announced(console));
    System.out.printf("%-34s %10d%n", "breaks heard as announced", sound.breaks());
    System.out.printf("%-34s %10.3f dB%n", "largest level step in 50 ms", sound.worstStepDb());
    System.out.printf("%-34s %10.1f dB%n", "worst 50 ms against the tape", sound.worstErrorDb());
    System.out.printf("%-34s %10.1f s%n", "in fades of breaks", sound.fadingSeconds());
    sound.deviations().forEach(System.out::println);
    System.out.printf("%-34s %10d%n", "segments on disk, most", mostWavs);
    print("server memory", server);
    print("page's JavaScript heap", heap);
    print("page's process", renderer);
  }

  /** The middle value of each quarter of the time, and the most there ever was: what grows shows. */
  private static void print(String what, List<Double> megabytes) {
    String quarters = quarters(megabytes).stream().map("%.1f"::formatted).collect(Collectors.joining(" "));
    System.out.printf("%-34s %s MB by quarters, %.1f most%n", what, quarters, Collections.max(megabytes));
  }

  private static List<Double> quarters(List<Double> megabytes) {
    int looks = megabytes.size();
    return IntStream.range(0, 4).mapToObj(quarter -> megabytes.subList(looks * quarter / 4, looks * (quarter + 1) / 4))
      .map(Figures::median).toList();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
  }
}
