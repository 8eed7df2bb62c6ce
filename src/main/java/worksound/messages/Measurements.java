package worksound.messages;

import java.util.List;
import java.util.stream.Stream;
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
   * @param boundary       what happens where its new music begins, null when there is none or too little music around it
   * @param tone           how its new music sounds as a whole, null when there is nothing to hear
   */
  @Wire
  record Figures(double seconds, int sampleRate, int seedSampleRate, long notNumbers, double levelDbfs,
                        double peakDbfs, double silenceSeconds, double fadeDb, double clippedShare, double directCurrent,
                        double noveltyDb, Double loudnessLufs, Double contextDbfs, Seam seam, Boundary boundary, Tone tone) {
  }

  /**
   * How a segment's new music sounds as a whole.
   *
   * @param tiltDb      slope of its long-term spectrum, in dB an octave
   * @param bandwidthHz frequency below which 99 % of the spectral amplitude lies
   * @param floorDb     treble in its quietest moments, against all of it, in dB
   * @param dynamicsDb  from soft to loud: 10th to 95th percentile of level, in dB
   * @param widthDb     side against mid, in dB
   */
  @Wire
  record Tone(double tiltDb, double bandwidthHz, double floorDb, double dynamicsDb, double widthDb) {
  }

  /**
   * What is known of how a session's music holds up.
   *
   * @param prompt      what the music is made with; another one begins it anew
   * @param references  the first segments of it
   * @param anchorIndex the segment whose end the music can go back to, null before there is one
   * @param crossings   segments in a row beyond a limit, the newest included
   * @param measure     the measure that is beyond its limit, null for none
   */
  @Wire
  record Decay(String prompt, List<Tone> references, Integer anchorIndex, int crossings, String measure) {

    /** As many references are enough. */
    public static final int REFERENCES = 3;

    public Decay {
      references = List.copyOf(references);
    }

    /** With one more reference; the end of the last one is the anchor. */
    public Decay with(Tone tone, int index) {
      List<Tone> more = Stream.concat(references.stream(), Stream.of(tone)).toList();
      return new Decay(prompt, more, more.size() == REFERENCES ? Integer.valueOf(index) : null, 0, null);
    }

    /** After a segment that is compared. */
    public Decay crossed(int times, String which) {
      return new Decay(prompt, references, anchorIndex, times, which);
    }
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

  /**
   * How unusual what happens at the boundary between the returned overlap and the new music is, against what the music before it does by
   * itself.
   *
   * @param score surprise in bits: 0 when nothing unusual happens, larger for a sharper break; log2(1 + the odds of a break)
   * @param kind  the likeliest break: other-music, level, phase, treble or stereo
   * @param cues  what it was concluded from
   */
  @Wire
  record Boundary(double score, String kind, Cues cues) {
  }

  /**
   * How much more changes at the boundary than elsewhere in the music before it, each in robust standard deviations: 0 is as usual, 3 is
   * rare, 10 does not happen by itself. 0 too where there was too little music to compare.
   *
   * @param partials   spectral peaks that end or begin
   * @param pitch      how far the partials' frequencies move
   * @param step       level of steady partials, over 45 ms
   * @param level      level of steady bands, over 200 ms
   * @param phase      how little the partials' phase goes on
   * @param treble     what the highest bands lose against the others
   * @param stereo     side against mid
   * @param timbre     mean log-mel spectrum, over 1.5 s
   * @param modulation fluctuation of the log-mel spectrum, over 1.5 s
   * @param harmony    chroma, over 1.5 s
   * @param rhythm     how little the onsets fit those before
   * @param loudness   level over 3 s
   */
  @Wire
  record Cues(double partials, double pitch, double step, double level, double phase, double treble, double stereo, double timbre,
              double modulation, double harmony, double rhythm, double loudness) {
  }
}
