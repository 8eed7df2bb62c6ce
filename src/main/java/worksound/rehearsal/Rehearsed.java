package worksound.rehearsal;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import worksound.messages.Measurements.Boundary;
import worksound.messages.Measurements.Figures;

/**
 * A segment that was made to be measured.
 *
 * @param number            1 is the first
 * @param generationSeconds time that the server took for it
 * @param transferSeconds   time to send the seed and to fetch the WAV
 * @param realtimeFactor    seconds of new music per second of generation
 * @param seedValue         the server's random seed, null when it does not say
 * @param model             DiT model that was used
 * @param figures           what was measured
 * @param faults            what the quality gate would refuse it for, empty when nothing
 */
record Rehearsed(int number, double generationSeconds, double transferSeconds, double realtimeFactor, String seedValue, String model,
                 Figures figures, List<String> faults) {

  /** Parts of the boundary that are shown, the largest first. */
  private static final int PARTS = 4;
  /** A part below this is as usual, in robust standard deviations. */
  private static final double USUAL = 1;

  /** Whether it continues the one before it. */
  boolean isRepaint() {
    return figures.contextDbfs() != null;
  }

  Boundary boundary() {
    return figures.boundary();
  }

  /** One line for a person. */
  String line() {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT,
      "segment %d (%s): %.1f s on %s, %.2f × real time, %.1f s to transfer · seed %s", number, isRepaint() ? "repaint" : "text2music",
      generationSeconds, model, realtimeFactor, transferSeconds, seedValue == null ? "unknown" : seedValue));
    if (figures.seam() != null) {
      line.append(String.format(Locale.ROOT, " · returned head: correlation %.3f, lag %+d samples, gain %+.1f dB", figures.seam().correlation(),
        figures.seam().lagSamples(), figures.seam().gainDb()));
    }
    if (boundary() != null) {
      line.append(String.format(Locale.ROOT, " · boundary %.2f bits (%s)", boundary().score(), parts()));
    }
    String loudness = figures.loudnessLufs() == null ? "nothing to hear" : String.format(Locale.ROOT, "%.1f LUFS", figures.loudnessLufs());
    line.append(String.format(Locale.ROOT, " · level %s, peak %.1f dBFS", loudness, figures.peakDbfs()));
    return line + (faults.isEmpty() ? "" : " · would be refused: " + String.join("; ", faults));
  }

  private String parts() {
    String parts = JsonObject.mapFrom(boundary().cues()).getMap().entrySet().stream()
      .filter(part -> part.getValue() instanceof Double value && value >= USUAL)
      .sorted(Map.Entry.comparingByValue((a, b) -> Double.compare((Double) b, (Double) a))).limit(PARTS)
      .map(part -> String.format(Locale.ROOT, "%s %.1f", part.getKey(), (Double) part.getValue())).collect(Collectors.joining(", "));
    return parts.isEmpty() ? "nothing unusual" : parts;
  }
}
