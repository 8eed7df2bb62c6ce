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

  /** The first sound rises over 100 ms. */
  static final double RISE_SECONDS = 0.2;

  /** The fade ends this long before the overlap does; over the overlap the level stands still. */
  private static final double GUARD_SECONDS = 0.06;

  /** A resampler smears the edge of a gap over this much of the music beside it. */
  private static final double EDGE_SECONDS = 0.02;

  /** What the level, and what has resampled, are found from: music just before the fade. */
  private static final double QUIET_SECONDS = 0.3;
  private static final int RESAMPLED_TAPS = 24;

  /** Whoever needs longer for a reload, or for less, has to go on where the music was. */
  private static final double MOST_DROPOUT_SECONDS = 1.5;
  private static final double WINDOW_SECONDS = 0.1;

  /** A pause and Stop fade within a second. */
  static final double FADED_SECONDS = 1.1;

  private final Recording heard;
  private final Recording comparable;
  private final DeviceTape tape;
  private final Script script;
  private final Stretches stretches;

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

  /**
   * Reads a recording that may still grow.
   *
   * @param file  interleaved 16-bit stereo without a header
   * @param rate  of the device
   * @param start the tape's frame with which the first segment begins
   */
  static HeardSeams of(Path file, int rate, TimeMap.Signal tape, long start, Script script) throws IOException {
    return of(Recording.ofPcm(Files.readAllBytes(file)), rate, tape, start, script);
  }

  /** The same of what has been read. */
  static HeardSeams of(Recording heard, int rate, TimeMap.Signal tape, long start, Script script) {
    return new HeardSeams(heard, new DeviceTape(tape, start, heard.frames() + (int) (Stretches.MOST_SHIFT_SECONDS * rate), rate), script);
  }

  /** @param tape begins where the first segment does @param script says where the seams are */
  HeardSeams(Recording heard, DeviceTape tape, Script script) {
    this.heard = heard;
    comparable = tape.comparable(heard);
    this.tape = tape;
    this.script = script;
    stretches = new Stretches(heard, comparable, tape);
  }

  private int frames(double seconds) {
    return (int) Math.round(seconds * tape.rate());
  }

  /** Every seam that no gap lies in. */
  List<Seam> seams() {
    List<Seam> seams = new ArrayList<>();
    for (int into = 1; into * (double) script.strideFrames() / Tape.RATE < seconds(heard.frames()); into++) {
      int end = tape.frameOf((long) into * script.strideFrames() + script.overlapFrames());
      int fade = end - frames(GUARD_SECONDS + script.crossfadeSeconds());
      for (Stretches.Stretch stretch : stretches.list()) {
        int from = fade - frames(QUIET_SECONDS) - stretch.shift();
        if (from >= stretch.from() + frames(RISE_SECONDS) && end - stretch.shift() <= stretch.to() - frames(EDGE_SECONDS)) {
          seams.add(judged(into, fade - stretch.shift(), end - stretch.shift(), stretch.shift()));
        }
      }
    }
    return seams;
  }

  /**
   * A tenth of a second.
   *
   * @param errorDb what is not the tape in it, in dB against the music there
   * @param seconds where it begins in the recording
   */
  record Tenth(double errorDb, double seconds) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.1f dB at %.2f s", errorDb, seconds);
    }
  }

  /** The tenth of a second with the largest error; what fades beside a gap is left out. */
  Tenth worst() {
    Tenth worst = new Tenth(Double.NEGATIVE_INFINITY, 0);
    int window = frames(WINDOW_SECONDS);
    for (Stretches.Stretch stretch : stretches.list()) {
      int from = stretch.from() + frames(FADED_SECONDS);
      Equalizer equalizer = equalizer(from, Math.min(from + frames(QUIET_SECONDS), stretch.to()), stretch.shift());
      for (int frame = from; frame + window <= stretch.to() - frames(FADED_SECONDS); frame += window) {
        double errorDb = equalizer.errorDb(comparable, tape, frame, frame + window, stretch.shift());
        worst = errorDb > worst.errorDb ? new Tenth(errorDb, seconds(frame)) : worst;
      }
    }
    return worst;
  }

  /** Frames of music that each gap has left out or, if negative, repeated. */
  List<Integer> shifts() {
    return stretches.shifts();
  }

  /** The same without dropouts. */
  List<Integer> jumps() {
    return stretches.jumps(frames(MOST_DROPOUT_SECONDS), frames(EDGE_SECONDS));
  }

  private Equalizer equalizer(int from, int to, int shift) {
    return Equalizer.of(comparable, tape, from, to, shift, tape.rate() == Tape.RATE ? 0 : RESAMPLED_TAPS);
  }

  private Seam judged(int into, int fade, int end, int shift) {
    int quiet = fade - frames(QUIET_SECONDS);
    Equalizer equalizer = equalizer(quiet, fade, shift);
    return new Seam(into, equalizer.residualDbfs(comparable, tape, fade, end, shift), equalizer.residualDbfs(comparable, tape, quiet, fade, shift));
  }

  private double seconds(int frames) {
    return frames / (double) tape.rate();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d Hz, %.1f s heard, %s, worst tenth of a second %s, %d gaps that moved the music by %s frames, time map %s",
      tape.rate(), seconds(heard.frames() - heard.firstSound()), seams(), worst(), stretches.gaps(), shifts(), stretches);
  }
}
