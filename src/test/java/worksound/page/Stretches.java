package worksound.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The stretches of a recording between two gaps, and where each is on the tape that was played. */
final class Stretches {

  /** A dropout, and a start whose clock leaps, may leave out this much of the music. */
  static final double MOST_SHIFT_SECONDS = 2;

  /** The tape is never silent for as long. */
  private static final double GAP_SECONDS = 0.001;
  private static final int COMPARED_FRAMES = 1_024;

  private final Recording heard;
  private final Recording comparable;
  private final DeviceTape tape;
  private final List<Stretch> list = new ArrayList<>();

  /** Frames of the recording between two gaps; frame 0 of the recording would be {@code shift} on the tape. */
  record Stretch(int from, int to, int shift) {
  }

  /** @param comparable what was heard, with the treble left out that the tape is without ({@link DeviceTape#comparable}) */
  Stretches(Recording heard, Recording comparable, DeviceTape tape) {
    this.heard = heard;
    this.comparable = comparable;
    this.tape = tape;
    int rise = frames(HeardSeams.RISE_SECONDS);
    int from = heard.firstSound() + rise;
    int shift = rise - from;
    while (from + rise < heard.frames()) {
      int to = endOfSound(from);
      if (to - from > rise) {
        shift = locate(from, to, shift);
        list.add(new Stretch(from, to, shift));
      }
      from = beginOfSound(to);
      shift -= from - to;
    }
  }

  List<Stretch> list() {
    return list;
  }

  int gaps() {
    return Math.max(0, list.size() - 1);
  }

  /** Frames of music that each gap has left out or, if negative, repeated. */
  List<Integer> shifts() {
    List<Integer> shifts = new ArrayList<>();
    for (int i = 1; i < list.size(); i++) {
      Stretch before = list.get(i - 1);
      Stretch after = list.get(i);
      shifts.add(after.shift - before.shift + after.from - before.to);
    }
    return shifts;
  }

  /** The same without dropouts, in which the music goes on unheard. @param dropout frames of silence at most */
  List<Integer> jumps(int dropout, int tolerance) {
    List<Integer> shifts = shifts();
    return IntStream.range(0, shifts.size()).filter(i -> {
      int gap = list.get(i + 1).from - list.get(i).to;
      return gap > dropout || Math.abs(shifts.get(i) - gap) > tolerance;
    }).mapToObj(shifts::get).toList();
  }

  private int frames(double seconds) {
    return (int) Math.round(seconds * tape.rate());
  }

  private double seconds(int frames) {
    return frames / (double) tape.rate();
  }

  private int endOfSound(int from) {
    int run = 0;
    for (int frame = from; frame < heard.frames(); frame++) {
      run = heard.isSilent(frame) ? run + 1 : 0;
      if (run == frames(GAP_SECONDS)) {
        return frame + 1 - run;
      }
    }
    return heard.frames();
  }

  private int beginOfSound(int from) {
    int frame = from;
    while (frame < heard.frames() && heard.isSilent(frame)) {
      frame++;
    }
    return frame;
  }

  /**
   * The tape's frame at frame 0 of the recording, for music between two gaps.
   *
   * @param guess the same, as it was before
   */
  private int locate(int from, int to, int guess) {
    int frame = Math.min(from + frames(HeardSeams.FADED_SECONDS), (from + to - COMPARED_FRAMES) / 2);
    int radius = frames(MOST_SHIFT_SECONDS);
    int best = guess;
    double most = Double.NEGATIVE_INFINITY;
    for (int shift = guess - radius; shift <= guess + radius; shift++) {
      double fit = fit(frame, shift);
      best = fit > most ? shift : best;
      most = Math.max(most, fit);
    }
    return best;
  }

  /** How alike both are, whatever their levels. Compared from sample to sample: tones are alike in many places, the noise in one. */
  private double fit(int frame, int shift) {
    double xy = 0;
    double yy = 1e-9;
    for (int i = frame; i < frame + COMPARED_FRAMES; i++) {
      double x = comparable.samples()[2 * i + 2] - comparable.samples()[2 * i];
      double y = tape.at(i + shift + 1, 0) - tape.at(i + shift, 0);
      xy += x * y;
      yy += y * y;
    }
    return xy / Math.sqrt(yy);
  }

  /** The time map: where on the tape every stretch is, in seconds of the recording and of the tape. */
  @Override
  public String toString() {
    return list.stream().map(stretch -> String.format(Locale.ROOT, "%.2f–%.2f at %.4f", seconds(stretch.from), seconds(stretch.to),
      seconds(stretch.from + stretch.shift))).collect(Collectors.joining(", ", "[", "]"));
  }
}
