package worksound.bench.seams;

import worksound.audio.analysis.boundary.BoundaryMeter;

/**
 * One clip as the boundary measure sees it.
 *
 * @param track      number of its track
 * @param deviations of every cue
 * @param score      in bits
 */
record Example(int track, Kind kind, double[] deviations, double score) {

  static Example of(int track, Kind kind, float[][] clip) {
    BoundaryMeter meter = new BoundaryMeter(Music.RATE, Splices.BEFORE);
    meter.add(clip, 0, clip[0].length);
    double[] deviations = meter.deviations();
    return new Example(track, kind, deviations, BoundaryMeter.judge(deviations).score());
  }

  boolean isContinuation() {
    return kind == Kind.CONTINUATION;
  }
}
