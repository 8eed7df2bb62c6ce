package worksound.messages;

import worksound.bus.Wire;

/** What was measured of a segment. */
public interface Measurements {

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
  @Wire
  record Figures(double seconds, int sampleRate, int seedSampleRate, long notNumbers, double levelDbfs,
                        double peakDbfs, double silenceSeconds, double fadeDb, double clippedShare, double directCurrent,
                        double noveltyDb, Double loudnessLufs, Double contextDbfs, Seam seam) {
  }

  /**
   * How a segment's first seconds compare with the context that was sent in its seed.
   *
   * @param lagSamples  how much later the music came back; positive is late
   * @param correlation normalized, 1 is identical up to a gain
   * @param gainDb      gain that brings what came back closest to what was sent
   * @param residualDb  what differs once lag and gain are undone, against what was sent
   */
  @Wire
  record Seam(int lagSamples, double correlation, double gainDb, double residualDb) {
  }
}
