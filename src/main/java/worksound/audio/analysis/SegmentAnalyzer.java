package worksound.audio.analysis;

import java.io.IOException;
import java.util.Optional;
import worksound.audio.analysis.boundary.BoundaryMeter;
import worksound.audio.analysis.decay.ToneMeter;
import worksound.dsp.Decibels;
import worksound.dsp.Loudness;
import worksound.messages.Measurements.Boundary;
import worksound.messages.Measurements.Figures;
import worksound.messages.Measurements.Seam;
import worksound.messages.Measurements.Tone;
import worksound.wav.SampleReader;
import worksound.wav.WavFile;
import worksound.wav.WavFormat;

/** Measures a WAV from ACE-Step, in one pass over its samples, and has the {@link Gate} judge it. */
public final class SegmentAnalyzer {

  /** 20 s at 48 kHz: twice two channels of it are 15 MB, and more tells nothing new of how two segments join. */
  private static final int MAX_COMPARED_FRAMES = 960_000;

  private final double overlapSeconds;
  private final Gate gate;

  public SegmentAnalyzer(double overlapSeconds, Gate gate) {
    this.overlapSeconds = overlapSeconds;
    this.gate = gate;
  }

  /**
   * Examines a segment.
   *
   * @param wav      the segment
   * @param seed     what it was in-painted from, empty for the first
   * @param previous the segment before it, empty when it is gone or there was none
   */
  public Analysis analyze(WavFile wav, Optional<WavFile> seed, Optional<WavFile> previous) throws IOException {
    WavFormat format = wav.format();
    int newFrom = seed.isPresent() ? (int) Math.min(wav.frames(), format.frames(overlapSeconds)) : 0;
    Levels levels = new Levels(format.channels(), format.sampleRate(), newFrom);
    Loudness loudness = new Loudness(format.channels(), format.sampleRate());
    ToneMeter tone = new ToneMeter(format.sampleRate(), newFrom);
    BoundaryMeter boundary = new BoundaryMeter(format.sampleRate(), newFrom);
    WavFile comparable = previous.filter(known -> known.format().sampleRate() == format.sampleRate()).orElse(null);
    float[][] block = new float[format.channels()][levels.blockFrames()];
    try (SampleReader reader = new SampleReader(wav); Novelty novelty = new Novelty(newFrom, wav, comparable)) {
      for (long at = 0; at < wav.frames(); at += block[0].length) {
        int count = reader.read(at, block);
        levels.add(block, count);
        loudness.add(block, count);
        novelty.add(block, at, count);
        boundary.add(block, at, count);
        tone.add(block, at, count);
      }
      Figures figures = figures(wav, levels, loudness, novelty, join(wav, seed), seed.isPresent() ? boundary.measure() : null,
        tone.measure());
      return new Analysis(wav, figures, gate.judge(figures));
    }
  }

  /** How it follows on its seed. */
  private record SeamAnalysis(int seedSampleRate, Double contextDbfs, Seam seam) {
  }

  private SeamAnalysis join(WavFile wav, Optional<WavFile> seed) throws IOException {
    if (seed.isEmpty()) {
      return new SeamAnalysis(wav.format().sampleRate(), null, null);
    }
    float[][] sent = compared(seed.get());
    int sampleRate = seed.get().format().sampleRate();
    Seam seam = sampleRate == wav.format().sampleRate() ? SeamMeter.measure(sent, compared(wav), sampleRate) : null;
    return new SeamAnalysis(sampleRate, Decibels.ofPower(SeamMeter.power(sent, 0, sent[0].length)), seam);
  }

  private static Figures figures(WavFile wav, Levels levels, Loudness loudness, Novelty novelty, SeamAnalysis join,
                                 Boundary boundary, Tone tone) {
    Double lufs = levels.nonFiniteSamples() == 0 ? loudness.lufs() : null;
    return new Figures(wav.seconds(), wav.format().sampleRate(), join.seedSampleRate(), levels.nonFiniteSamples(), levels.levelDbfs(),
      levels.peakDbfs(), levels.silenceSeconds(), levels.fadeDb(), levels.clippedShare(), levels.dcOffset(),
      novelty.decibels(), lufs, join.contextDbfs(), join.seam(), boundary, tone);
  }

  /** The end of the overlap, where segments are joined. */
  private float[][] compared(WavFile wav) throws IOException {
    long overlap = wav.format().frames(overlapSeconds);
    int count = (int) Math.min(overlap, MAX_COMPARED_FRAMES);
    return SampleReader.read(wav, overlap - count, count);
  }
}
