package worksound.audio.analysis;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
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

/**
 * Measures a WAV from ACE-Step and has the {@link Gate} judge it: in one pass over its samples, and beside that, on another thread, how its
 * beginning follows on its seed.
 */
public final class SegmentAnalyzer {

  /** 20 s at 48 kHz: more tells nothing new of how two segments join. */
  private static final int MAX_COMPARED_FRAMES = 960_000;

  private final double overlapSeconds;
  private final Gate gate;
  private final Executor other;

  /** One that does everything on the thread that calls it. */
  public SegmentAnalyzer(double overlapSeconds, Gate gate) {
    this(overlapSeconds, gate, Runnable::run);
  }

  /** @param other runs what is measured beside the pass, one task a segment of some 60 ms of processor time */
  public SegmentAnalyzer(double overlapSeconds, Gate gate, Executor other) {
    this.overlapSeconds = overlapSeconds;
    this.gate = gate;
    this.other = other;
  }

  /**
   * Examines a segment.
   *
   * @param wav      the segment
   * @param seed     what it was in-painted from, empty for the first
   * @param previous the segment before it, empty when it is gone or there was none
   */
  public Analysis analyze(WavFile wav, Optional<WavFile> seed, Optional<WavFile> previous) throws IOException {
    FutureTask<Continuation> continuation = new FutureTask<>(() -> continuation(wav, seed));
    other.execute(continuation);
    try {
      return pass(wav, seed, previous, continuation);
    } finally {
      continuation.cancel(false);
    }
  }

  private Analysis pass(WavFile wav, Optional<WavFile> seed, Optional<WavFile> previous, FutureTask<Continuation> continuation)
    throws IOException {
    WavFormat format = wav.format();
    int newFrom = seed.isPresent() ? (int) newFrom(wav) : 0;
    Levels levels = new Levels(format.channels(), format.sampleRate(), newFrom);
    Loudness loudness = new Loudness(format.channels(), format.sampleRate());
    ToneMeter tone = new ToneMeter(format.sampleRate(), newFrom);
    WavFile comparable = previous.filter(known -> known.format().sampleRate() == format.sampleRate()).orElse(null);
    float[][] block = new float[format.channels()][levels.blockFrames()];
    try (SampleReader reader = new SampleReader(wav); Novelty novelty = new Novelty(newFrom, wav, comparable)) {
      for (long at = 0; at < wav.frames(); at += block[0].length) {
        int count = reader.read(at, block);
        levels.add(block, count);
        loudness.add(block, count);
        novelty.add(block, at, count);
        tone.add(block, at, count);
      }
      Figures figures = figures(wav, levels, loudness, novelty, result(continuation), tone.measure());
      return new Analysis(wav, figures, gate.judge(figures));
    }
  }

  /** Frame where the new music of a segment with a seed begins. */
  private long newFrom(WavFile wav) {
    return Math.min(wav.frames(), wav.format().frames(overlapSeconds));
  }

  /** Done here when no other thread has begun it. */
  private static <T> T result(FutureTask<T> task) throws IOException {
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the examination of a segment was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw e.getCause() instanceof RuntimeException failed ? failed : new IllegalStateException(e.getCause());
    }
  }

  /** How it follows on its seed; of a segment without one nothing but the rate. */
  private record Continuation(int seedSampleRate, Double contextDbfs, Seam seam, Boundary boundary) {
  }

  private Continuation continuation(WavFile wav, Optional<WavFile> seed) throws IOException {
    if (seed.isEmpty()) {
      return new Continuation(wav.format().sampleRate(), null, null, null);
    }
    try (SampleReader seedReader = new SampleReader(seed.get()); SampleReader reader = new SampleReader(wav)) {
      Stretch sent = compared(seedReader);
      int sampleRate = seed.get().format().sampleRate();
      Seam seam = sampleRate == wav.format().sampleRate() ? SeamMeter.measure(sent, compared(reader), sampleRate) : null;
      return new Continuation(sampleRate, Decibels.ofPower(sent.power()), seam, BoundaryMeter.fed(wav, newFrom(wav)).measure());
    }
  }

  private static Figures figures(WavFile wav, Levels levels, Loudness loudness, Novelty novelty,
                                 Continuation continuation, Tone tone) {
    Double lufs = levels.nonFiniteSamples() == 0 ? loudness.lufs() : null;
    return new Figures(wav.seconds(), wav.format().sampleRate(), continuation.seedSampleRate(), levels.nonFiniteSamples(),
      levels.levelDbfs(), levels.peakDbfs(), levels.silenceSeconds(), levels.fadeDb(), levels.clippedShare(), levels.dcOffset(),
      novelty.decibels(), lufs, continuation.contextDbfs(), continuation.seam(), continuation.boundary(), tone);
  }

  /** The end of the overlap, where segments are joined. */
  private Stretch compared(SampleReader file) {
    long overlap = file.wav().format().frames(overlapSeconds);
    int count = (int) Math.min(overlap, MAX_COMPARED_FRAMES);
    return Stretch.of(file, overlap - count, count);
  }
}
