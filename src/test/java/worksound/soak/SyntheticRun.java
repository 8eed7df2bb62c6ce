package worksound.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import worksound.page.TimeMap;

/**
 * A recording as a page would make it, together with what the page's console would say: 8 s segments with an overlap of 3 s, and
 * whatever a test puts in besides. Built from its beginning on; times are seconds since the first sound.
 */
final class SyntheticRun {

  static final double SEGMENT = 8;
  static final double OVERLAP = 3;
  /** Length of the fade at a break in the music's time. */
  static final double FADE = 0.75;

  private static final long BEGINNING = 7_654_321;
  private static final double FIRST_SOUND = 3.25;
  private static final int RISE_FRAMES = TimeMap.RATE / 10;
  private static final int PIECE_FRAMES = 4 * TimeMap.RATE;

  private final List<float[]> parts = new ArrayList<>();
  private final List<String> console = new ArrayList<>();
  private final List<double[]> muted = new ArrayList<>();
  private final double late;
  private long frames;
  private long place;
  private int segment;
  private double zero = FIRST_SOUND;      // on the audio clock, of the segment that is heard

  SyntheticRun() {
    this(0);
  }

  /** @param late seconds of the music that are over when the recorder comes in */
  SyntheticRun(double late) {
    this.late = late;
    place = BEGINNING + frames(late);
    say("segment 0 will be heard at %.3f s from 0.000 s", FIRST_SOUND);
  }

  /** White noise, the same at every frame: music that is soon made. */
  static float tape(long frame, int channel) {
    long z = (2 * frame + channel) * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 29) * 0xBF58476D1CE4E5B9L;
    return 0.3f * (z >> 40) / (1 << 23);
  }

  private static int frames(double seconds) {
    return (int) Math.round(seconds * TimeMap.RATE);
  }

  private void say(String words, Object... arguments) {
    console.add("[worksound] 2026-01-01T00:00:00.000Z " + String.format(Locale.ROOT, words, arguments));
  }

  /** Now, on the audio clock. */
  private double now() {
    return FIRST_SOUND + late + frames / (double) TimeMap.RATE;
  }

  /** The music goes on for so long. */
  SyntheticRun plays(double seconds) {
    return plays(seconds, 1);
  }

  /** The same at another gain. */
  SyntheticRun plays(double seconds, double gain) {
    return adds(seconds, n -> gain * (frames == 0 ? Math.min(1, n / (double) RISE_FRAMES) : 1), n -> 0);
  }

  /** Something else for so long, in the stead of the music. */
  SyntheticRun playsInstead(double seconds, IntToDoubleFunction sample) {
    return adds(seconds, n -> 0, sample);
  }

  private SyntheticRun adds(double seconds, IntToDoubleFunction gain, IntToDoubleFunction besides) {
    float[] part = new float[2 * frames(seconds)];
    for (int i = 0; i < part.length; i++) {
      part[i] = (float) (gain.applyAsDouble(i / 2) * tape(place + i / 2, i % 2) + besides.applyAsDouble(i / 2));
    }
    return add(part);
  }

  private SyntheticRun add(float[] part) {
    parts.add(part);
    frames += part.length / 2;
    place += part.length / 2;
    return this;
  }

  /** The next segment joins in phase. */
  SyntheticRun announcesSeam() {
    zero += SEGMENT - OVERLAP;
    say("seam %d→%d planned: crossfade, fade 0.750 s at %.3f s into 0.900 s, gap 0.000 s", segment, ++segment, zero + 0.9);
    say("segment %d playback started at %.3f s", segment, zero + 0.9);
    return this;
  }

  /** A repetition begins now, from {@code back} seconds before. */
  SyntheticRun announcesBridge(int pass, double back) {
    say("bridge %d pass %d planned: fade %.3f s at %.3f s into %.3f s, gap 0.000 s", segment, pass, FADE, now(), now() - zero - back);
    say("bridge %d pass %d started at %.3f s", segment, pass, now());
    zero += back;
    return this;
  }

  /** A late segment is jumped to now, and so much music is left out. */
  SyntheticRun announcesJump(double leftOut) {
    zero += SEGMENT - OVERLAP - leftOut;
    say("seam %d→%d planned: jump, fade %.3f s at %.3f s into %.3f s, gap 0.000 s, %.6f s left out", segment, ++segment, FADE, now(), now() - zero,
      leftOut);
    say("segment %d playback started at %.3f s", segment, now());
    return this;
  }

  /** Fades with constant power to another place on the tape. */
  SyntheticRun fadesBy(double jumpSeconds) {
    return fadesBy(jumpSeconds, 1);
  }

  /** The same, to another gain. */
  SyntheticRun fadesBy(double jumpSeconds, double gain) {
    float[] part = new float[2 * frames(FADE)];
    long there = place + frames(jumpSeconds);
    for (int i = 0; i < part.length; i++) {
      double t = i / (double) part.length;
      part[i] = (float) (((1 - t) * tape(place + i / 2, i % 2) + gain * t * tape(there + i / 2, i % 2)) / Math.hypot(t, 1 - t));
    }
    place = there;
    return add(part);
  }

  /** Goes on at another place, from one sample to the next. */
  SyntheticRun jumpsBy(double seconds) {
    place += frames(seconds);
    return this;
  }

  /** A repetition as it should be. */
  SyntheticRun bridges(int pass, double back) {
    return announcesBridge(pass, back).fadesBy(-back);
  }

  /** No sound comes out of it for so long, whatever is played. */
  SyntheticRun isMuted(double at, double seconds) {
    muted.add(new double[] {at, at + seconds});
    return this;
  }

  /** What the analysis makes of it, which gets it in pieces of so many frames after so much silence. */
  SoundAnalysis analysed(int pieceFrames, int silentFrames) {
    float[] all = new float[2 * (silentFrames + (int) frames)];
    int at = 2 * silentFrames;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    muted.forEach(span -> Arrays.fill(all, 2 * (silentFrames + frames(span[0])), 2 * (silentFrames + frames(span[1])), 0));
    SoundAnalysis analysis = new SoundAnalysis(SyntheticRun::tape, () -> BEGINNING);
    for (int from = 0; from < all.length; from += 2 * pieceFrames) {
      analysis.take(Arrays.copyOfRange(all, from, Math.min(all.length, from + 2 * pieceFrames)), console);
    }
    return analysis;
  }

  /** What is found in it when it comes in pieces of four seconds. */
  List<Deviation> deviations() {
    return analysed(PIECE_FRAMES, 1_000).deviations();
  }
}
