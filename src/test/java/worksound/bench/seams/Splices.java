package worksound.bench.seams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import worksound.testing.Parallel;

/** Clips of one track: 16 s of it, then 4 s of what a {@link Kind} says, behind a ramp of 25 ms that ends at the cut, as ACE-Step's does. */
final class Splices {

  static final int BEFORE = 16 * Music.RATE;
  private static final int AFTER = 4 * Music.RATE;
  private static final int RAMP = Music.RATE / 40;
  private static final double HARD_TO_HEAR = 0.003;
  private static final int TRIES = 50;
  private static final double ELSEWHERE_SECONDS = 8;
  private static final double ONSETS_PER_SECOND = 100;
  /** Of ffmpeg, for the track 2 semitones up, faster by 6 % and low-passed. */
  private static final List<String> FILTERS = List.of("aresample=48000,asetrate=53878,aresample=48000,atempo=0.890899", "atempo=1.06",
    "lowpass=f=6000:p=2,lowpass=f=6000:p=2");

  private final SplittableRandom random;
  private final Path track;
  private final Music plain;
  private List<Music> changed;

  /** Decodes a track as it is. */
  Splices(Path track) throws IOException, InterruptedException {
    this.track = track;
    random = new SplittableRandom(track.getFileName().toString().hashCode());
    plain = Music.decode(track, "anull");
  }

  /** Whether clips can be cut from it. */
  boolean isLongEnough() {
    return plain.seconds() > 40;
  }

  /** The ramp and 4 s from anywhere in this track. */
  float[][] anywhere() {
    return audible(3, Double.NaN);
  }

  /** Draws places for so many times {@link #clips} and cuts nothing: what comes after it is the same either way. */
  void pass(int times) {
    for (int i = 0; i < times; i++) {
      audible(3, cut());
    }
  }

  /** A clip of each kind, cut at one place; {@code other} is {@link #anywhere()} in another track. */
  Map<Kind, float[][]> clips(float[][] other) throws Exception {
    if (changed == null) {
      changed = Parallel.all(FILTERS.stream().map(filter -> (Callable<Music>) () -> Music.decode(track, filter)).toList());
    }
    double at = cut();
    float[][] before = plain.cut(at - 16, BEFORE);
    float[][] own = tail(plain, at);
    Map<Kind, float[][]> tails = new EnumMap<>(Kind.class);
    tails.put(Kind.CONTINUATION, own);
    tails.put(Kind.OTHER_PIECE, other);
    int compared = 3 * Music.RATE;
    tails.put(Kind.OTHER_PIECE_LEVELLED,
      amplified(other, Music.level(before, BEFORE - compared, BEFORE) / Music.level(other, 0, compared)));
    tails.put(Kind.SAME_PIECE, audible(3, at));
    tails.put(Kind.TWO_SEMITONES, tail(changed.get(0), at));
    tails.put(Kind.LOUDER, amplified(own, Math.pow(10, 3 / 20.0)));
    tails.put(Kind.FASTER, tail(changed.get(1), at / 1.06));
    tails.put(Kind.HALF_A_BEAT, tail(plain, at - beatSeconds(before) / 2));
    tails.put(Kind.LOW_PASS, tail(changed.get(2), at));
    tails.put(Kind.MONO, mono(own));
    Map<Kind, float[][]> clips = new EnumMap<>(Kind.class);
    tails.forEach((kind, tail) -> clips.put(kind, joined(before, tail)));
    return clips;
  }

  private double cut() {
    double at = 0;
    for (int i = 0; i < TRIES; i++) {
      at = random.nextDouble(17, plain.seconds() - 6);
      if (Music.level(plain.cut(at - 3, 3 * Music.RATE), 0, 3 * Music.RATE) > HARD_TO_HEAR
        && Music.level(tail(plain, at), 0, AFTER) > HARD_TO_HEAR) {
        return at;
      }
    }
    return at;
  }

  private float[][] audible(double from, double awayFrom) {
    float[][] tail = null;
    for (int i = 0; i < TRIES; i++) {
      double at = random.nextDouble(from, plain.seconds() - 6);
      tail = tail(plain, at);
      if (!(Math.abs(at - awayFrom) < ELSEWHERE_SECONDS) && Music.level(tail, 0, AFTER) > HARD_TO_HEAR) {
        return tail;
      }
    }
    return tail;
  }

  private static float[][] tail(Music music, double at) {
    return music.cut(at - (double) RAMP / Music.RATE, RAMP + AFTER);
  }

  private static float[][] amplified(float[][] clip, double gain) {
    float[][] louder = new float[clip.length][clip[0].length];
    for (int channel = 0; channel < clip.length; channel++) {
      for (int n = 0; n < clip[channel].length; n++) {
        louder[channel][n] = (float) (gain * clip[channel][n]);
      }
    }
    return louder;
  }

  private static float[][] mono(float[][] clip) {
    float[] mid = new float[clip[0].length];
    for (int n = 0; n < mid.length; n++) {
      mid[n] = (clip[0][n] + clip[1][n]) / 2;
    }
    return new float[][] {mid, mid};
  }

  private static float[][] joined(float[][] before, float[][] tail) {
    float[][] clip = new float[2][BEFORE + AFTER];
    for (int channel = 0; channel < 2; channel++) {
      System.arraycopy(before[channel], 0, clip[channel], 0, BEFORE);
      for (int n = 0; n < RAMP; n++) {
        int at = BEFORE - RAMP + n;
        clip[channel][at] += (float) n / RAMP * (tail[channel][n] - clip[channel][at]);
      }
      System.arraycopy(tail[channel], RAMP, clip[channel], BEFORE, AFTER);
    }
    return clip;
  }

  /** The lag between 1/3 s and 1 s at which the rises of the level are most alike. */
  private static double beatSeconds(float[][] music) {
    int hop = (int) (Music.RATE / ONSETS_PER_SECOND);
    double[] rises = new double[BEFORE / hop];
    double last = 0;
    for (int i = 0; i < rises.length; i++) {
      double level = Math.log(Music.level(music, i * hop, (i + 1) * hop));
      rises[i] = i == 0 ? 0 : Math.max(0, level - last);
      last = level;
    }
    int best = 0;
    double most = -1;
    for (int lag = (int) (ONSETS_PER_SECOND / 3); lag <= ONSETS_PER_SECOND; lag++) {
      double sum = 0;
      for (int i = lag; i < rises.length; i++) {
        sum += rises[i] * rises[i - lag];
      }
      best = sum > most ? lag : best;
      most = Math.max(most, sum);
    }
    return best / ONSETS_PER_SECOND;
  }
}
