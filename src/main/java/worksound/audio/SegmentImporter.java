package worksound.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import worksound.audio.analysis.Analysis;
import worksound.audio.analysis.Gain;
import worksound.audio.analysis.GainChain;
import worksound.audio.analysis.SegmentAnalyzer;
import worksound.audio.store.PlayableWav;
import worksound.messages.Measurements.Figures;
import worksound.messages.Segment;
import worksound.messages.SegmentFiles;
import worksound.messages.SegmentRequests.AcceptSegment;
import worksound.wav.WavException;
import worksound.wav.WavFile;

/**
 * Takes segments in: examines what was downloaded and makes it playable, or keeps the best of what was rejected for the case that
 * nothing better comes. For one thread at a time; it works on files throughout.
 */
final class SegmentImporter {

  /** What pages play without resampling. */
  private static final int PAGE_SAMPLE_RATE = 48_000;

  private final SegmentFiles files;
  private final SegmentAnalyzer analyzer;
  private final GainChain gains;
  private final double overlapSeconds;
  private final TakeHistory takes = new TakeHistory();
  private Candidate best;

  /** A rejected attempt that may still be used. @param take which of the takes it is, 1 is the first, 0 for none */
  private record Candidate(AcceptSegment request, Analysis analysis, int take) {

    boolean isFor(AcceptSegment other) {
      return request.sessionId().equals(other.sessionId()) && request.index() == other.index();
    }
  }

  /**
   * What became of an attempt.
   *
   * @param segment the playable segment, null when it was rejected
   * @param words   why it was rejected or what is wrong with it, null when all is well
   * @param figures what was measured, null when the file could not be read
   * @param isNew   false when the segment that waits is better than this take of it, and stays
   */
  record Outcome(Segment segment, String words, Figures figures, boolean isNew) {
  }

  SegmentImporter(SegmentFiles files, SegmentAnalyzer analyzer, GainChain gains, double overlapSeconds) {
    this.files = files;
    this.analyzer = analyzer;
    this.gains = gains;
    this.overlapSeconds = overlapSeconds;
  }

  /**
   * Examines {@link SegmentFiles#part} and, when it passes, makes {@link SegmentFiles#segment} of it, and
   * {@link SegmentFiles#raw} where it is finer than that. A part that was rejected stays where it is unless it is kept.
   *
   * @param source  the segment before it, null when it is not known
   * @param waiting the segment itself as it waits for a page, made with the same prompt; null when there is none. Another take takes its
   *                place only when it continues the same segment and is better.
   */
  Outcome importSegment(AcceptSegment request, Segment source, Segment waiting) throws IOException {
    Analysis analysis;
    try {
      analysis = analyze(request);
    } catch (WavException e) {
      return rejected(request, source, e.getMessage(), null);
    } catch (NoSuchFileException e) {
      boolean arrived = Files.exists(files.part(request.sessionId(), request.index()));
      return rejected(request, source, arrived ? "the seed that it was made from was removed from audio.dir" : "nothing has arrived", null);
    }
    if (waiting != null && !Objects.equals(waiting.sourceIndex(), request.sourceIndex())) {
      return new Outcome(waiting, "it does not continue what the segment that waits continues", analysis.figures(), false);
    }
    takes.add(request, waiting != null, analysis.figures().boundary());
    String faults = analysis.gateResult().passes() ? null : analysis.gateResult().words();
    if (waiting != null && (faults != null || !takes.isNewestBest())) {
      return new Outcome(waiting.with(takes.takes()), faults, analysis.figures(), false);
    }
    if (faults == null) {
      takes.chooseNewest();
      return accepted(request, analysis, source, note(analysis));
    }
    keepIfBest(request, analysis);
    return rejected(request, source, faults, analysis.figures());
  }

  /** Forgets what was kept. */
  void forget() {
    best = null;
    takes.forget();
  }

  private Analysis analyze(AcceptSegment request) throws IOException {
    WavFile wav = WavFile.open(files.part(request.sessionId(), request.index()));
    if (request.sourceIndex() == null) {
      return analyzer.analyze(wav, Optional.empty(), Optional.empty());
    }
    WavFile seed = WavFile.open(files.seed(request.sessionId(), request.index()));
    Path previous = files.segment(request.sessionId(), request.sourceIndex());
    return analyzer.analyze(wav, Optional.of(seed),
      Files.exists(previous) ? Optional.of(WavFile.open(previous)) : Optional.empty());
  }

  private static String note(Analysis analysis) {
    int sampleRate = analysis.figures().sampleRate();
    return sampleRate == PAGE_SAMPLE_RATE ? null
      : "sample rate " + sampleRate + " Hz: pages resample it to " + PAGE_SAMPLE_RATE + " Hz";
  }

  private void keepIfBest(AcceptSegment request, Analysis analysis) throws IOException {
    boolean isBest = best == null || !best.isFor(request)
      || analysis.gateResult().penalty() < best.analysis().gateResult().penalty();
    if (analysis.gateResult().isPlayable() && isBest) {
      Path kept = files.best(request.sessionId(), request.index());
      Files.move(analysis.wav().path(), kept, StandardCopyOption.REPLACE_EXISTING);
      best = new Candidate(request, new Analysis(analysis.wav().at(kept), analysis.figures(), analysis.gateResult()), takes.newest());
    }
  }

  private Outcome rejected(AcceptSegment request, Segment source, String reason, Figures figures) throws IOException {
    if (!request.lastResort() || best == null || !best.isFor(request)) {
      return new Outcome(null, reason, figures, true);
    }
    String warning = "the best of all attempts: " + best.analysis().gateResult().words();
    takes.chooseRefused(best.request(), best.take());
    return accepted(best.request(), best.analysis(), source, warning);
  }

  private Outcome accepted(AcceptSegment request, Analysis analysis, Segment source, String warning) throws IOException {
    writePlayable(request, analysis.wav());
    best = null;
    return new Outcome(segment(request, analysis, source), warning, analysis.figures(), true);
  }

  private void writePlayable(AcceptSegment request, WavFile wav) throws IOException {
    // It was cut from the take before, which must not be gone on from once another is heard.
    Files.deleteIfExists(files.seed(request.sessionId(), request.index() + 1));
    Path segment = files.segment(request.sessionId(), request.index());
    if (PlayableWav.needsNoConversion(wav)) {
      Files.move(wav.path(), segment, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    PlayableWav.write(wav, segment);
    if (wav.format().isPlayableByBrowsers()) {
      Files.delete(wav.path());
    } else {
      Files.move(wav.path(), files.raw(request.sessionId(), request.index()), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Segment segment(AcceptSegment request, Analysis analysis, Segment source) throws IOException {
    Figures figures = analysis.figures();
    Segment.Join join = joinOf(request);
    double overlap = request.sourceIndex() == null ? 0 : overlapSeconds;
    Gain gain = gain(figures, join, source, figures.seconds() - overlap - overlapSeconds);
    Path file = files.segment(request.sessionId(), request.index());
    String etag = '"' + request.sessionId() + '-' + request.index() + '-'
      + Long.toHexString(Files.getLastModifiedTime(file).toMillis()) + '"';
    return new Segment(request.index(), request.sourceIndex(), request.prompt(), figures.seconds(), overlap, join, figures.sampleRate(),
      Files.size(file), etag, figures.seam(), gain.startDb(), gain.endDb(), figures.loudnessLufs(), takes.takes());
  }

  private static Segment.Join joinOf(AcceptSegment request) {
    if (request.index() == 0) {
      return null;
    }
    boolean follows = request.sourceIndex() != null && request.sourceIndex() == request.index() - 1;
    return follows ? Segment.Join.overlap : Segment.Join.crossfade;
  }

  private Gain gain(Figures figures, Segment.Join join, Segment source, double rampSeconds) {
    if (join == Segment.Join.crossfade && source != null && source.loudnessLufs() != null) {
      return gains.apart(source.loudnessLufs() + source.gainEndDb(), figures.loudnessLufs(), figures.peakDbfs(), rampSeconds);
    }
    return gains.next(source == null ? null : source.gainEndDb(), figures.seam(), figures.loudnessLufs(), figures.peakDbfs(), rampSeconds);
  }
}
