package worksound.audio;

import java.util.SplittableRandom;

/** Music-like test signals: tones that come and go over soft pink-like noise, never the same twice, deterministic by seed. */
public final class TestMusic {

  private TestMusic() {
  }

  /** Stereo (or mono) music at about −18 dBFS. */
  public static float[][] of(int channels, int frames, int sampleRate, long seed) {
    float[][] music = new float[channels][frames];
    for (int channel = 0; channel < channels; channel++) {
      SplittableRandom random = new SplittableRandom(seed * 31 + channel);
      double hz = 200;
      double phase = 0;
      double noise = 0;
      for (int n = 0; n < frames; n++) {
        if (n % (sampleRate / 4) == 0) {
          hz = 110 * Math.pow(2, random.nextInt(36) / 12.0);
        }
        phase += 2 * Math.PI * hz / sampleRate;
        noise = 0.95 * noise + 0.02 * (random.nextDouble() - 0.5);
        double swell = 0.1 + 0.06 * Math.sin(2 * Math.PI * n / (1.7 * sampleRate));
        music[channel][n] = (float) (swell * Math.sin(phase) + 0.5 * swell * Math.sin(2.01 * phase) + noise);
      }
    }
    return music;
  }

  public static float[][] sine(int channels, int frames, int sampleRate, double hz, double amplitude) {
    float[][] tone = new float[channels][frames];
    for (int n = 0; n < frames; n++) {
      float value = (float) (amplitude * Math.sin(2 * Math.PI * hz * n / sampleRate));
      for (float[] channel : tone) {
        channel[n] = value;
      }
    }
    return tone;
  }

  /** A stretch of music as another array. */
  public static float[][] cut(float[][] music, int from, int frames) {
    float[][] cut = new float[music.length][frames];
    for (int channel = 0; channel < music.length; channel++) {
      System.arraycopy(music[channel], from, cut[channel], 0, frames);
    }
    return cut;
  }

  /** Multiplies a stretch by an amplitude that runs in a straight line from one value to another. */
  public static float[][] scale(float[][] music, int from, int to, double begin, double end) {
    for (float[] channel : music) {
      for (int n = from; n < to; n++) {
        channel[n] *= (float) (begin + (end - begin) * (n - from) / Math.max(1, to - from));
      }
    }
    return music;
  }

  /** Adds white noise of a level relative to the signal. */
  public static float[][] addNoise(float[][] music, double relativeDb, long seed) {
    double power = 0;
    for (float[] channel : music) {
      for (float sample : channel) {
        power += (double) sample * sample / ((double) music.length * channel.length);
      }
    }
    double amplitude = Math.sqrt(12 * power * Math.pow(10, relativeDb / 10));
    SplittableRandom random = new SplittableRandom(seed);
    for (float[] channel : music) {
      for (int n = 0; n < channel.length; n++) {
        channel[n] += (float) (amplitude * (random.nextDouble() - 0.5));
      }
    }
    return music;
  }
}
