package worksound.soak;

import java.util.ArrayList;
import java.util.List;
import worksound.page.TimeMap;

/** What a soak run has measured beside the sound. */
final class Figures {

  private static final int SETTLED = 10;

  private final List<Double> server = new ArrayList<>();
  private final List<Double> page = new ArrayList<>();
  private int mostWavs;
  private int underruns;

  /** Takes one look. @param serverMegabytes resident @param pageMegabytes of JavaScript heap */
  void note(double serverMegabytes, double pageMegabytes, int wavs, int underrunsSoFar) {
    server.add(serverMegabytes);
    page.add(pageMegabytes);
    mostWavs = Math.max(mostWavs, wavs);
    underruns = underrunsSoFar;
  }

  int mostWavs() {
    return mostWavs;
  }

  /** How many repetitions the page announced in its console, and played. */
  static long bridges(List<String> console) {
    return console.stream().filter(line -> line.matches(".*bridge \\d+ pass \\d+ started.*")).count();
  }

  void print(Listener listener, List<String> console, int tasks) {
    long seams = console.stream().filter(line -> line.matches(".* planned: (crossfade|takeover|jump).*")).count();
    System.out.printf("%n%-34s %10.1f s%n", "heard", listener.gaps().seconds());
    System.out.printf("%-34s %10.1f ms%n", "longest silence", listener.gaps().longestMillis());
    System.out.printf("%-34s %10d%n", "seams", seams);
    System.out.printf("%-34s %10d%n", "generation tasks", tasks);
    System.out.printf("%-34s %10d%n", "late segments (underruns)", underruns);
    System.out.printf("%-34s %10d%n", "bridge passes announced", bridges(console));
    System.out.printf("%-34s %10d%n", "late segments jumped to", TimeMap.announced(console));
    listener.map().ifPresent(map -> {
      System.out.printf("%-34s %10d%n", "jumps in the music's time", map.jumps().size());
      System.out.printf("%-34s %10.3f dB%n", "largest level step in 50 ms", map.worstStepDb());
      System.out.printf("%-34s %10.1f dB%n", "worst 50 ms against the tape", map.worstErrorDb());
      System.out.printf("%-34s %10.1f s%n", "in fades of bridges", map.unknownSeconds());
    });
    System.out.printf("%-34s %10d%n", "segments on disk, most", mostWavs);
    print("server memory", server);
    print("page's JavaScript heap", page);
  }

  private static void print(String what, List<Double> megabytes) {
    double early = megabytes.get(Math.min(SETTLED, megabytes.size()) - 1);
    double most = megabytes.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    System.out.printf("%-34s %10.1f MB after %d looks, %.1f most, %.1f last%n", what, early, SETTLED, most, megabytes.get(megabytes.size() - 1));
  }
}
