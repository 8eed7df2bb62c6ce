package worksound.acestep;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Which stretches of the tape were given out, and so where on the tape a piece of audio that came back was cut from. */
final class TapeIndex {

  private static final int REMEMBERED = 64;
  private static final int SEARCHED = 4;
  private static final int PROBE_FRAMES = 8;
  private static final double SAME = 0.999;

  private final Deque<Stretch> recent = new ArrayDeque<>();

  private record Stretch(long position, int frames) {
  }

  synchronized void gaveOut(long position, int frames) {
    recent.addFirst(new Stretch(position, frames));
    if (recent.size() > REMEMBERED) {
      recent.removeLast();
    }
  }

  /** The position of {@code head}: first as the end of a stretch, which is what a continuation sends, then anywhere in one. */
  synchronized OptionalLong find(Clip head) {
    for (Stretch stretch : recent) {
      long position = stretch.position + stretch.frames - head.frames();
      if (isFrom(position, head)) {
        return OptionalLong.of(position);
      }
    }
    return recent.stream().limit(SEARCHED).mapToLong(stretch -> search(stretch, head)).filter(position -> position >= 0).findFirst();
  }

  private static boolean isFrom(long position, Clip head) {
    return position >= 0 && correlation(position, head, PROBE_FRAMES) > SAME
      && correlation(position, head, 8 * PROBE_FRAMES) > SAME && correlation(position, head, head.frames()) > SAME;
  }

  private static long search(Stretch stretch, Clip head) {
    for (long p = stretch.position; p <= stretch.position + stretch.frames - PROBE_FRAMES; p++) {
      if (isFrom(p, head)) {
        return p;
      }
    }
    return -1;
  }

  /** Normalized correlation, 0…1, of the first frames of {@code head} with the tape at {@code position}. */
  private static double correlation(long position, Clip head, int frames) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int c = 0; c < head.channels().length; c++) {
      for (int n = 0; n < Math.min(frames, head.frames()); n++) {
        double x = head.channels()[c][n];
        double y = Tape.at(position + n, c);
        xy += x * y;
        xx += x * x;
        yy += y * y;
      }
    }
    return xx == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }
}
