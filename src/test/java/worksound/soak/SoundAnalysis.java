package worksound.soak;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import worksound.page.GapMeter;
import worksound.page.TapeMatch;
import worksound.page.TimeMap;
import worksound.soak.AnnouncedBreaks.Break;

/**
 * Follows recorded music on the tape that it is cut from, in windows of 50 ms, and notes whatever is not as the page's console says.
 * The music goes on, or is in the fade of a break that was announced, or has come out of it where the announcement says; all else is a
 * {@link Deviation}. Samples may come in pieces of any length, and the recording may end anywhere.
 */
final class SoundAnalysis {

  private static final int RISE_FRAMES = TimeMap.RATE / 10;
  /** The recorder may come in when the music sounds already. */
  private static final int LATE_FRAMES = 5 * TimeMap.RATE;
  private static final int EXPECTED_FRAMES = TimeMap.RATE / 50;
  /** The console gives milliseconds. */
  private static final int ROUNDED_FRAMES = TimeMap.RATE / 500;
  private static final int SEARCHED_FRAMES = 70 * TimeMap.RATE;
  private static final Set<Integer> SEARCHES_AFTER_WINDOWS = Set.of(4, 40, 160);
  private static final double WINDOW_SECONDS = TimeMap.WINDOW / (double) TimeMap.RATE;

  private final TimeMap.Signal tape;
  private final LongSupplier beginning;
  private final AnnouncedBreaks breaks = new AnnouncedBreaks();
  private final GapMeter gaps = new GapMeter();
  private final Set<Break> found = new HashSet<>();
  private final LevelSteps levels = new LevelSteps();
  private final Deviations deviations = new Deviations();
  private final float[] window = new float[2 * TimeMap.WINDOW];
  private int filled;
  private long frame = RISE_FRAMES;
  private long place;
  private double clockAtFirstSound = Double.NaN;
  private double worstErrorDb = Double.NEGATIVE_INFINITY;
  private long fading;
  private long strayFrom;
  private int stray;

  /**
   * Follows the music of one session from its first sound.
   *
   * @param tape      what the music is cut from, null where that is not known: then only gaps are found
   * @param beginning the tape's frame at the session's beginning, asked for when it is heard
   */
  SoundAnalysis(TimeMap.Signal tape, LongSupplier beginning) {
    this.tape = tape;
    this.beginning = beginning;
  }

  /**
   * Takes the next samples.
   *
   * @param samples left and right in turn
   * @param console all that the page's console has said, of these samples at least
   */
  void take(float[] samples, List<String> console) {
    breaks.read(console);
    for (int i = 0; i < samples.length; i += 2) {
      gaps.take(samples[i], samples[i + 1]);
      if (tape != null && gaps.frames() > RISE_FRAMES) {
        fill(samples[i], samples[i + 1]);
      }
    }
  }

  private void fill(float left, float right) {
    window[2 * filled] = left;
    window[2 * filled + 1] = right;
    if (++filled == TimeMap.WINDOW) {
      if (Double.isNaN(clockAtFirstSound)) {
        begin();
      }
      look();
      frame += TimeMap.WINDOW;
      filled = 0;
    }
  }

  private void begin() {
    long zero = beginning.getAsLong();
    long expected = TapeMatch.locate(tape, window, zero + frame, EXPECTED_FRAMES);
    place = (TapeMatch.of(tape, expected, window).isSame() ? expected : TapeMatch.locate(tape, window, zero + frame, LATE_FRAMES)) - frame;
    clockAtFirstSound = breaks.musicZero() + (place - zero) / (double) TimeMap.RATE;
  }

  private void look() {
    TapeMatch here = TapeMatch.of(tape, place + frame, window);
    if (here.isSame()) {
      follow(here);
    } else if (!comesOutOfBreak()) {
      if (breaks.planned().stream().anyMatch(this::isIn)) {
        fading++;
        levels.noteBreak();
      } else {
        strays();
      }
    }
  }

  private boolean isIn(Break each) {
    double at = clockAtFirstSound + seconds(frame);
    return each.holds(at, at + WINDOW_SECONDS);
  }

  /** Whether the music is where a break leads to that is announced for this moment. */
  private boolean comesOutOfBreak() {
    for (Break each : breaks.planned()) {
      if (isIn(each) && !found.contains(each)) {
        long there = TapeMatch.locate(tape, window, place + each.jump() + frame, ROUNDED_FRAMES);
        TapeMatch match = TapeMatch.of(tape, there, window);
        if (match.isSame()) {
          found.add(each);
          place = there - frame;
          levels.noteBreak();
          follow(match);
          return true;
        }
      }
    }
    return false;
  }

  private void follow(TapeMatch match) {
    double step = levels.take(match.levelDb());
    if (step > 0) {
      deviations.add(Deviation.Kind.LEVEL_STEP, seconds(stray > 0 ? strayFrom : frame), "%.2f dB", step);
    } else if (stray > 0 && !isGap()) {
      deviations.add(Deviation.Kind.OFF_TAPE, seconds(strayFrom), "for %.2f s", stray * WINDOW_SECONDS);
    }
    worstErrorDb = Math.max(worstErrorDb, match.errorDb());
    stray = 0;
  }

  /** A window that is neither where the music should be nor in a fade. */
  private void strays() {
    strayFrom = stray == 0 ? frame : strayFrom;
    stray++;
    if (SEARCHES_AFTER_WINDOWS.contains(stray)) {
      long there = TapeMatch.search(tape, window, levels.levelDb(), place + frame, SEARCHED_FRAMES);
      TapeMatch match = TapeMatch.of(tape, there, window);
      if (match.isSame()) {
        deviations.add(Deviation.Kind.UNANNOUNCED_JUMP, seconds(strayFrom), "by %.6f s", seconds(there - place - frame));
        place = there - frame;
        levels.restart(match.levelDb());
        stray = 0;
      }
    }
  }

  /** Whether the music is where it cannot be found because there is none. */
  private boolean isGap() {
    return gaps.gaps().stream().anyMatch(gap -> gap.atSeconds() + gap.millis() / 1_000 > seconds(strayFrom) && gap.atSeconds() < seconds(frame));
  }

  private static double seconds(long frames) {
    return frames / (double) TimeMap.RATE;
  }

  /** Everything that should not have been heard, or should have been and was not, in the order of its time; bounded. */
  List<Deviation> deviations() {
    Deviations all = deviations.copy();
    if (stray > 0 && !isGap()) {
      all.add(Deviation.Kind.OFF_TAPE, seconds(strayFrom), "to the end");
    }
    gaps.gaps().forEach(gap -> all.add(Deviation.Kind.GAP, gap.atSeconds(), "%.1f ms", gap.millis()));
    double end = clockAtFirstSound + seconds(frame) - WINDOW_SECONDS;
    breaks.heard().stream().filter(each -> each.isOver(end) && !found.contains(each))
      .forEach(each -> all.add(Deviation.Kind.MISSING_BREAK, each.at() - clockAtFirstSound, each.name()));
    return all.inOrder();
  }

  GapMeter gaps() {
    return gaps;
  }

  /** Breaks in the music's time that were announced and heard. */
  int breaks() {
    return found.size();
  }

  /** The largest change of level against the tape between two windows that follow each other, in dB. */
  double worstStepDb() {
    return levels.worstDb();
  }

  double worstErrorDb() {
    return worstErrorDb;
  }

  double fadingSeconds() {
    return fading * WINDOW_SECONDS;
  }
}
