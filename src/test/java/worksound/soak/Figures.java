package worksound.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import worksound.page.TimeMap;

/** What a soak run has measured beside the sound. */
final class Figures {

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
    int looks = megabytes.size();
    String quarters = IntStream.range(0, 4).mapToObj(quarter -> megabytes.subList(looks * quarter / 4, looks * (quarter + 1) / 4))
      .map(part -> "%.1f".formatted(median(part))).collect(Collectors.joining(" "));
    System.out.printf("%-34s %s MB by quarters, %.1f most%n", what, quarters, Collections.max(megabytes));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
  }
}
