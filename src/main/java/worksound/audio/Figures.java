package worksound.audio;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import worksound.messages.Seam;

/**
 * What was measured of a segment. Levels are in dB against full scale.
 *
 * @param seconds        its length
 * @param sampleRate     in Hz
 * @param seedSampleRate of the seed it was in-painted from, in Hz; its own when there is none
 * @param notNumbers     samples that are not finite
 * @param levelDbfs      level of its new music
 * @param peakDbfs       highest sample
 * @param silenceSeconds longest silence in its new music
 * @param fadeDb         how much softer its end is than the whole
 * @param clippedShare   samples cut off at the peak, 0 to 1
 * @param directCurrent  mean against full scale, 0 to 1
 * @param noveltyDb      what its new music has that neither the segment before it nor its context has
 * @param loudnessLufs   integrated loudness, null when there is nothing to hear
 * @param contextDbfs    level of the context that was sent, null when there was none
 * @param seam           null when there is none or rates differ
 */
record Figures(double seconds, int sampleRate, int seedSampleRate, long notNumbers, double levelDbfs, double peakDbfs,
               double silenceSeconds, double fadeDb, double clippedShare, double directCurrent, double noveltyDb,
               Double loudnessLufs, Double contextDbfs, Seam seam) {

  /** The figures by name with their unit, as events tell them. */
  Map<String, Double> named() {
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("seconds", seconds);
    named.put("sample_rate_hz", (double) sampleRate);
    named.put("not_numbers", (double) notNumbers);
    named.put("level_dbfs", levelDbfs);
    named.put("peak_dbfs", peakDbfs);
    named.put("silence_seconds", silenceSeconds);
    named.put("fade_db", fadeDb);
    named.put("clipped_percent", 100 * clippedShare);
    named.put("direct_current_percent", 100 * directCurrent);
    named.put("novelty_db", noveltyDb);
    named.put("loudness_lufs", loudnessLufs);
    named.put("context_dbfs", contextDbfs);
    named.put("seam_lag_samples", seam == null ? null : (double) seam.lagSamples());
    named.put("seam_correlation", seam == null ? null : seam.correlation());
    named.put("seam_gain_db", seam == null ? null : seam.gainDb());
    named.put("seam_residual_db", seam == null ? null : seam.residualDb());
    named.values().removeIf(value -> value == null || !Double.isFinite(value));
    return Collections.unmodifiableMap(named);
  }
}
