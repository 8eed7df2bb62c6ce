package worksound.audio.analysis.decay;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import worksound.messages.Measurements.Decay;
import worksound.messages.Measurements.Tone;
import worksound.messages.Segment;

/**
 * Compares each segment with the first ones of its music. What lies beyond all of them by more than a limit, and twice in a row, has
 * decayed; less is music. Pure: what is known so far is a {@link Decay}.
 */
public final class DecayWatch {

  private static final int CROSSINGS = 2;

  private DecayWatch() {
  }

  /** A way to decay, with how far it may go beyond the references. */
  private enum Measure {
    TILT(Tone::tiltDb, 1.5),
    BANDWIDTH(tone -> Math.log(tone.bandwidthHz()) / Math.log(2), 0.6),
    NOISE(tone -> -tone.floorDb(), 12),
    DYNAMICS(Tone::dynamicsDb, 5),
    WIDTH(Tone::widthDb, 6);

    /** Less is worse. */
    final ToDoubleFunction<Tone> value;
    final double limit;

    Measure(ToDoubleFunction<Tone> value, double limit) {
      this.value = value;
      this.limit = limit;
    }

    boolean isCrossed(List<Tone> references, Tone tone) {
      return value.applyAsDouble(tone) < references.stream().mapToDouble(value).min().orElseThrow() - limit;
    }
  }

  /**
   * What is known after a segment.
   *
   * @param before null before the first segment
   * @param tone   null where there is nothing to hear, which counts for nothing
   */
  public static Decay after(Decay before, Segment segment, Tone tone) {
    if (before == null || isNewPiece(segment)) {
      return with(fresh(segment), segment, tone);
    }
    if (!segment.prompt().equals(before.prompt())) {
      // Still on its way to the new music.
      return fresh(segment);
    }
    if (tone == null) {
      return before.crossed(0, null);
    }
    if (before.references().size() < Decay.REFERENCES) {
      return with(before, segment, tone);
    }
    String crossed = crossed(before.references(), tone);
    if (crossed != null && segment.join() == Segment.Join.crossfade) {
      // Gone back to, it lies beyond them all the same: that is what this music is like.
      return with(fresh(segment), segment, tone);
    }
    int crossings = crossed == null ? 0 : before.crossings() % CROSSINGS + 1;
    return before.crossed(crossings, crossed);
  }

  /** Whether the music has decayed as of the newest segment. */
  public static boolean isDecayed(Decay decay) {
    return decay.crossings() == CROSSINGS && decay.anchorIndex() != null;
  }

  /** The first measure beyond its limit, null for none. */
  static String crossed(List<Tone> references, Tone tone) {
    return Stream.of(Measure.values()).filter(measure -> measure.isCrossed(references, tone)).findFirst()
      .map(measure -> measure.name().toLowerCase(Locale.ROOT)).orElse(null);
  }

  private static boolean isNewPiece(Segment segment) {
    return segment.join() == Segment.Join.crossfade && segment.sourceIndex() == null;
  }

  private static Decay fresh(Segment segment) {
    return new Decay(segment.prompt(), List.of(), null, 0, null);
  }

  private static Decay with(Decay before, Segment segment, Tone tone) {
    return tone == null ? before : before.with(tone, segment.index());
  }
}
