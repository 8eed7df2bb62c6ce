package worksound.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The seams in what a device has put out while a page played a known tape. A browser may drop out on a busy machine, and a pause is
 * silent, too: a seam is judged where it lies between two gaps.
 */
final class HeardSeams {

  /** The tape is never silent for as long. */
  private static final double GAP_SECONDS = 0.001;

  /** A dropout, and a start whose clock leaps, may leave out this much of the music. */
  private static final double MOST_SHIFT_SECONDS = 2;

  /** The first sound rises over 100 ms. */
  private static final double RISE_SECONDS = 0.2;

  /** The fade ends this long before the overlap does; over the overlap the level stands still. */
  private static final double GUARD_SECONDS = 0.06;

  /** A resampler smears the edge of a gap over this much of the music beside it. */
  private static final double EDGE_SECONDS = 0.02;

  /** What the level, and what has resampled, are found from: music just before the fade. */
  private static final double QUIET_SECONDS = 0.3;
  private static final int RESAMPLED_TAPS = 24;
  private static final double WINDOW_SECONDS = 0.1;

  /** A pause and Stop fade within a second. */
  private static final double FADED_SECONDS = 1.1;
  private static final int COMPARED_FRAMES = 1_024;

  private final Recording heard;
  private final Recording comparable;
  private final DeviceTape tape;
  private final Script script;
  private final List<Stretch> stretches = new ArrayList<>();

  /**
   * A seam that was heard.
   *
   * @param into         the segment that was faded in
   * @param residualDbfs what is not the tape from the fade to the end of the overlap, in dB below full scale
   * @param besideDbfs   the same just before the fade, where one segment sounds alone
   */
  record Seam(int into, double residualDbfs, double besideDbfs) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "seam into %d: %.1f dBFS (before it %.1f)", into, residualDbfs, besideDbfs);
    }
  }

  /** Frames of the recording between two gaps; frame 0 of the recording would be {@code shift} on the tape. */
  private record Stretch(int from, int to, int shift) {
  }

  /**
   * Reads a recording that may still grow.
   *
   * @param file  interleaved 16-bit stereo without a header
   * @param rate  of the device
   * @param start the tape's frame with which the first segment begins
   */
  static HeardSeams of(Path file, int rate, TimeMap.Signal tape, long start, Script script) throws IOException {
    Recording heard = Recording.ofPcm(Files.readAllBytes(file));
    return new HeardSeams(heard, new DeviceTape(tape, start, heard.frames() + (int) (MOST_SHIFT_SECONDS * rate), rate), script);
  }

  /** @param tape begins where the first segment does @param script says where the seams are */
  HeardSeams(Recording heard, DeviceTape tape, Script script) {
    this.heard = heard;
    comparable = tape.comparable(heard);
    this.tape = tape;
    this.script = script;
    int rise = frames(RISE_SECONDS);
    int from = heard.firstSound() + rise;
    int shift = rise - from;
    while (from + rise < heard.frames()) {
      int to = endOfSound(from);
      if (to - from > rise) {
        shift = locate(from, to, shift);
        stretches.add(new Stretch(from, to, shift));
      }
      from = beginOfSound(to);
      shift -= from - to;
    }
  }

  private int frames(double seconds) {
    return (int) Math.round(seconds * tape.rate());
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
    int frame = Math.min(from + frames(FADED_SECONDS), (from + to - COMPARED_FRAMES) / 2);
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

  int gaps() {
    return Math.max(0, stretches.size() - 1);
  }

  /** Frames of music that each gap has left out or, if negative, repeated. */
  List<Integer> shifts() {
    List<Integer> shifts = new ArrayList<>();
    for (int i = 1; i < stretches.size(); i++) {
      Stretch before = stretches.get(i - 1);
      Stretch after = stretches.get(i);
      shifts.add(after.shift - before.shift + after.from - before.to);
    }
    return shifts;
  }

  /** Every seam that no gap lies in. */
  List<Seam> seams() {
    List<Seam> seams = new ArrayList<>();
    for (int into = 1; into * (double) script.strideFrames() / Tape.RATE < heard.frames() / (double) tape.rate(); into++) {
      int end = tape.frameOf((long) into * script.strideFrames() + script.overlapFrames());
      int fade = end - frames(GUARD_SECONDS + script.crossfadeSeconds());
      for (Stretch stretch : stretches) {
        int from = fade - frames(QUIET_SECONDS) - stretch.shift;
        if (from >= stretch.from + frames(RISE_SECONDS) && end - stretch.shift <= stretch.to - frames(EDGE_SECONDS)) {
          seams.add(judged(into, fade - stretch.shift, end - stretch.shift, stretch.shift));
        }
      }
    }
    return seams;
  }

  /** What is not the tape in the worst tenth of a second, in dB against the music there; what fades beside a gap is left out. */
  double worstErrorDb() {
    double worst = Double.NEGATIVE_INFINITY;
    int window = frames(WINDOW_SECONDS);
    for (Stretch stretch : stretches) {
      int from = stretch.from + frames(FADED_SECONDS);
      Equalizer equalizer = equalizer(from, Math.min(from + frames(QUIET_SECONDS), stretch.to), stretch.shift);
      for (int frame = from; frame + window <= stretch.to - frames(FADED_SECONDS); frame += window) {
        worst = Math.max(worst, equalizer.errorDb(comparable, tape, frame, frame + window, stretch.shift));
      }
    }
    return worst;
  }

  private Equalizer equalizer(int from, int to, int shift) {
    return Equalizer.of(comparable, tape, from, to, shift, tape.rate() == Tape.RATE ? 0 : RESAMPLED_TAPS);
  }

  private Seam judged(int into, int fade, int end, int shift) {
    int quiet = fade - frames(QUIET_SECONDS);
    Equalizer equalizer = equalizer(quiet, fade, shift);
    return new Seam(into, equalizer.residualDbfs(comparable, tape, fade, end, shift), equalizer.residualDbfs(comparable, tape, quiet, fade, shift));
  }

  @Override
  public String toString() {
    double seconds = (heard.frames() - heard.firstSound()) / (double) tape.rate();
    return String.format(Locale.ROOT, "%d Hz, %.1f s heard, %s, worst tenth of a second %.1f dB, %d gaps that moved the music by %s frames",
      tape.rate(), seconds, seams(), worstErrorDb(), gaps(), shifts());
  }
}
