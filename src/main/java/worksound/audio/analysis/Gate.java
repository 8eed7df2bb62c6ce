package worksound.audio.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import worksound.config.GateConfig;
import worksound.messages.Measurements.Figures;

/** The quality gate: limits that a segment's figures must hold. */
public final class Gate {

  /** ACE-Step's output may be this much shorter or longer than asked. */
  private static final double LENGTH_TOLERANCE_SECONDS = 0.25;
  /** New music softer than this is none. */
  private static final double SILENT_DBFS = -60;
  private static final double MAX_CLIPPED_SHARE = 0.002;
  private static final double MAX_DC_OFFSET = 0.05;
  /** New music that differs by less than this from what was heard before is not new. */
  private static final double MIN_NOVELTY_DB = -40;

  private final double expectedSeconds;
  private final GateConfig limits;

  public Gate(double expectedSeconds, GateConfig limits) {
    this.expectedSeconds = expectedSeconds;
    this.limits = limits;
  }

  /** Holds the figures against every limit. */
  GateResult judge(Figures figures) {
    Judgement judgement = new Judgement();
    double off = Math.abs(figures.seconds() - expectedSeconds);
    judgement.require(off <= LENGTH_TOLERANCE_SECONDS, true, off, "length %.3f s, expected %.3f s", figures.seconds(),
      expectedSeconds);
    judgement.require(figures.notNumbers() == 0, true, 1, "%d samples that are not numbers", figures.notNumbers());
    judgement.require(figures.levelDbfs() >= SILENT_DBFS, true, SILENT_DBFS - figures.levelDbfs(),
      "the new music is silence: %.1f dBFS, expected at least %.1f dBFS", figures.levelDbfs(), SILENT_DBFS);
    judgement.require(figures.silenceSeconds() <= limits.maxSilenceSeconds(), false,
      figures.silenceSeconds() / limits.maxSilenceSeconds(), "%.2f s of silence, expected no more than %.2f s",
      figures.silenceSeconds(), limits.maxSilenceSeconds());
    judgement.require(figures.fadeDb() <= limits.maxFadeDb(), false, figures.fadeDb() / limits.maxFadeDb(),
      "fades out: the end is %.1f dB softer than the whole, expected no more than %.1f dB", figures.fadeDb(), limits.maxFadeDb());
    judgement.require(figures.clippedShare() <= MAX_CLIPPED_SHARE, false, figures.clippedShare() / MAX_CLIPPED_SHARE,
      "%.2f %% of the samples are clipped, expected no more than %.2f %%", 100 * figures.clippedShare(), 100 * MAX_CLIPPED_SHARE);
    judgement.require(figures.directCurrent() <= MAX_DC_OFFSET, false, figures.directCurrent() / MAX_DC_OFFSET,
      "direct current of %.1f %%, expected no more than %.1f %%", 100 * figures.directCurrent(), 100 * MAX_DC_OFFSET);
    judgement.require(figures.noveltyDb() >= MIN_NOVELTY_DB, false, figures.noveltyDb() / MIN_NOVELTY_DB,
      "nothing new: differs by %.1f dB from what was heard before, expected at least %.1f dB", figures.noveltyDb(), MIN_NOVELTY_DB);
    judgeSeam(figures, judgement);
    return judgement.gateResult();
  }

  /** Without a common rate nothing can be aligned; a silent context proves nothing about what came back. */
  private void judgeSeam(Figures figures, Judgement judgement) {
    judgement.require(figures.sampleRate() == figures.seedSampleRate(), false, 2, "sample rate %d Hz, expected the seed's %d Hz",
      figures.sampleRate(), figures.seedSampleRate());
    if (figures.seam() != null && figures.contextDbfs() >= SILENT_DBFS) {
      double correlation = figures.seam().correlation();
      judgement.require(correlation >= limits.minCorrelation(), false, 2 - correlation,
        "the overlap is not what was sent: correlation %.3f, expected at least %.3f", correlation, limits.minCorrelation());
    }
    if (figures.boundary() != null) {
      double score = figures.boundary().score();
      judgement.require(score <= limits.maxBoundaryScore(), false, score / limits.maxBoundaryScore(),
        "breaks where the new music begins: %s, score %.1f, expected no more than %.1f", figures.boundary().kind(), score,
        limits.maxBoundaryScore());
    }
  }

  /** Faults as they are found. */
  private static final class Judgement {

    private final List<String> faults = new ArrayList<>();
    private boolean isPlayable = true;
    private double penalty;

    /** A limit; {@code excess} says how far it was missed, about 1 for just so. */
    void require(boolean holds, boolean isEssential, double excess, String words, Object... values) {
      if (!holds) {
        faults.add(String.format(Locale.ROOT, words, values));
        isPlayable &= !isEssential;
        penalty += excess;
      }
    }

    GateResult gateResult() {
      return new GateResult(List.copyOf(faults), isPlayable, penalty);
    }
  }
}
