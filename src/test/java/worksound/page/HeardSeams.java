package worksound.page;

import java.util.ArrayList;
import java.util.List;

/**
 * The seams in a recording of a page that plays the tape. A browser may drop out on a busy machine, which leaves silence: a seam is judged
 * where it lies between two gaps.
 */
final class HeardSeams {

  /** The tape is never silent for as long. */
  private static final int GAP_FRAMES = Tape.RATE / 1000;

  /** What is judged before and after the fade, too. */
  private static final int MARGIN_FRAMES = Tape.RATE / 4;

  /** A dropout, and a start whose clock leaps, may leave out this much of the music. */
  private static final int MOST_SHIFT_FRAMES = 2 * Tape.RATE;

  /** The first sound rises over 100 ms. */
  private static final int RISE_FRAMES = Tape.RATE / 5;

  /** The fade ends this long before the overlap does. */
  private static final int GUARD_FRAMES = Tape.RATE * 6 / 100;

  private final Recording heard;
  private final Script script;
  private final List<Stretch> stretches = new ArrayList<>();

  /**
   * A seam that was heard.
   *
   * @param into         the segment that was faded in
   * @param residualDbfs what is not the tape within the fade and a quarter of a second around it, in dB below full scale
   */
  record Seam(int into, double residualDbfs) {
  }

  /** Frames of the recording between two gaps; frame 0 of the recording would be {@code tapeAtZero} on the tape. */
  private record Stretch(int from, int to, long tapeAtZero) {
  }

  HeardSeams(Recording heard, Script script) {
    this.heard = heard;
    this.script = script;
    int from = heard.firstSound() + RISE_FRAMES;
    long tapeAtZero = RISE_FRAMES - from;
    while (from + RISE_FRAMES < heard.frames()) {
      int to = endOfSound(from);
      if (to - from > RISE_FRAMES) {
        tapeAtZero = heard.placeOnTape(from, from + tapeAtZero, MOST_SHIFT_FRAMES) - from;
        stretches.add(new Stretch(from, to, tapeAtZero));
      }
      from = beginOfSound(to);
      tapeAtZero -= from - to;
    }
  }

  private int endOfSound(int from) {
    int run = 0;
    for (int frame = from; frame < heard.frames(); frame++) {
      run = heard.isSilent(frame) ? run + 1 : 0;
      if (run == GAP_FRAMES) {
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

  int gaps() {
    return Math.max(0, stretches.size() - 1);
  }

  /** Frames of music that each gap has left out or, if negative, repeated. */
  List<Long> shifts() {
    List<Long> shifts = new ArrayList<>();
    for (int i = 1; i < stretches.size(); i++) {
      Stretch before = stretches.get(i - 1);
      Stretch after = stretches.get(i);
      shifts.add(after.tapeAtZero - before.tapeAtZero + after.from - before.to);
    }
    return shifts;
  }

  /** Every seam that no gap lies in. */
  List<Seam> seams() {
    List<Seam> seams = new ArrayList<>();
    for (int into = 1; into * (long) script.strideFrames() < heard.frames(); into++) {
      long fadedIn = (long) into * script.strideFrames() + script.overlapFrames() - GUARD_FRAMES;
      long fadeAt = fadedIn - Math.round(script.crossfadeSeconds() * Tape.RATE);
      for (Stretch stretch : stretches) {
        long from = fadeAt - MARGIN_FRAMES - stretch.tapeAtZero;
        long to = fadedIn + MARGIN_FRAMES - stretch.tapeAtZero;
        if (from >= stretch.from && to <= stretch.to) {
          seams.add(new Seam(into, residualDbfs((int) from, (int) to, stretch.tapeAtZero)));
        }
      }
    }
    return seams;
  }

  private double residualDbfs(int from, int to, long tapeAtZero) {
    double sum = 0;
    for (int frame = from; frame < to; frame++) {
      for (int channel = 0; channel < 2; channel++) {
        double difference = heard.samples()[2 * frame + channel] - Tape.sample(frame + tapeAtZero, channel) / 32_768.0;
        sum += difference * difference;
      }
    }
    return 10 * Math.log10(Math.max(sum / (2.0 * (to - from)), 1e-30));
  }
}
