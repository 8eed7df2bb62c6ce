package worksound.page;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Where on a known tape recorded music is, moment by moment. Fed piece by piece, it keeps no more than a window. Between two windows
 * of 50 ms the place goes on, or jumps by one of the known distances, or cannot be told (a fade between two places).
 */
public final class TimeMap {

  /** The signal the music was cut from, the same at every position, −1…1. */
  @FunctionalInterface
  public interface Signal {
    float at(long frame, int channel);
  }

  /**
   * A stretch of the recording that is on the tape at one offset.
   *
   * @param from first frame of the recording
   * @param to   frame after its last one
   * @param jump frames by which it is elsewhere on the tape than the music before it would be; 0: the music goes on in phase
   */
  public record Run(long from, long to, long jump) {
  }

  public static final int RATE = 48_000;
  public static final int WINDOW = RATE / 20;

  private static final Pattern LEFT_OUT = Pattern.compile("planned: jump, .*, (-?[\\d.]+) s left out");

  private final Signal tape;
  private final Set<Long> jumps = new LinkedHashSet<>();
  private final float[] window = new float[2 * WINDOW];
  private final List<Run> runs = new ArrayList<>();
  private int filled;
  private long frame;
  private long place;
  private long runFrom = -1;
  private long runJump;
  private double levelDb = Double.NaN;
  private double worstStepDb;
  private double worstErrorDb = Double.NEGATIVE_INFINITY;
  private long unknown;

  /**
   * Starts where recorded frame 0 is on the tape.
   *
   * @param place tape frame of the recording's frame 0
   * @param jumps frames by which the music may jump on the tape
   */
  public TimeMap(Signal tape, long place, long... jumps) {
    this.tape = tape;
    this.place = place;
    LongStream.of(jumps).forEach(this.jumps::add);
  }

  /** From now on the music may jump by these frames too: what the page's console announces of segments that it jumped to. */
  public void allowWhatIsAnnounced(List<String> console) {
    console.stream().map(LEFT_OUT::matcher).filter(Matcher::find)
      .forEach(line -> jumps.add(Math.round(Double.parseDouble(line.group(1)) * RATE)));
  }

  /** How many jumps to a late segment the page has announced in its console. */
  public static long announced(List<String> console) {
    return console.stream().filter(line -> LEFT_OUT.matcher(line).find()).count();
  }

  /** How many repetitions the page has announced in its console, and played. */
  public static long bridges(List<String> console) {
    return console.stream().filter(line -> line.matches(".*bridge \\d+ pass \\d+ started.*")).count();
  }

  /** Takes the next samples, left and right in turn. */
  public void take(float[] samples) {
    for (int i = 0; i < samples.length; i += 2) {
      window[2 * filled] = samples[i];
      window[2 * filled + 1] = samples[i + 1];
      if (++filled == WINDOW) {
        look();
        frame += WINDOW;
        filled = 0;
      }
    }
  }

  private void look() {
    TapeMatch here = TapeMatch.of(tape, place + frame, window);
    if (here.isSame()) {
      goOn(here);
      return;
    }
    for (long jump : jumps) {
      TapeMatch there = TapeMatch.of(tape, place + jump + frame, window);
      if (there.isSame()) {
        end(frame);
        place += jump;
        runJump = jump;
        goOn(there);
        return;
      }
    }
    unknown++;
    end(frame);
    levelDb = Double.NaN;
  }

  private void goOn(TapeMatch match) {
    if (runFrom < 0) {
      runFrom = frame;
    }
    if (!Double.isNaN(levelDb)) {
      worstStepDb = Math.max(worstStepDb, Math.abs(match.levelDb() - levelDb));
    }
    worstErrorDb = Math.max(worstErrorDb, match.errorDb());
    levelDb = match.levelDb();
  }

  private void end(long at) {
    if (runFrom >= 0) {
      runs.add(new Run(runFrom, at, runJump));
      runFrom = -1;
      runJump = 0;
    }
  }

  /** Every stretch at one offset so far, the one that goes on included. */
  public List<Run> runs() {
    List<Run> all = new ArrayList<>(runs);
    if (runFrom >= 0) {
      all.add(new Run(runFrom, frame, runJump));
    }
    return all;
  }

  /** The jumps of the music on the tape, in order. */
  public List<Long> jumps() {
    return runs().stream().map(Run::jump).filter(jump -> jump != 0).toList();
  }

  /** The largest change of level against the tape between two windows that follow each other, in dB. */
  public double worstStepDb() {
    return worstStepDb;
  }

  /** What was not the tape in the worst window at a known place, in dB against it. */
  public double worstErrorDb() {
    return worstErrorDb;
  }

  /** Seconds at no known place: fades between two places, and whatever should not be. */
  public double unknownSeconds() {
    return unknown * WINDOW / (double) RATE;
  }

  public double seconds() {
    return frame / (double) RATE;
  }
}
