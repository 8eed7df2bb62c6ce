package worksound.audio.analysis;

import java.util.Arrays;
import worksound.dsp.Decibels;

/** Level, silence, fade, peak, clipping and direct current of a segment, fed block by block. */
final class Levels {

  private static final int WINDOWS_PER_SECOND = 20;
  /** Mean square of a silent window: −60 dBFS. */
  private static final double SILENT = 1e-6;
  private static final double FADE_SECONDS = 1;
  /** 60 dB above full scale: a twentieth of a second that is louder is no sound. */
  private static final double LOUDEST = 1_000;

  private final int windowFrames;
  private final int newFrom;
  private final Peaks[] peaks;
  private final double[] sums;
  private double[] windows = new double[256];
  private int windowCount;
  private long frames;
  private long nonFiniteSamples;

  /**
   * Levels of a segment.
   *
   * @param newFrom frame where its new music begins
   */
  Levels(int channels, int sampleRate, int newFrom) {
    this.windowFrames = sampleRate / WINDOWS_PER_SECOND;
    this.newFrom = (newFrom + windowFrames - 1) / windowFrames;
    peaks = new Peaks[channels];
    Arrays.setAll(peaks, channel -> new Peaks());
    sums = new double[channels];
  }

  /** Frames to feed at a time; the last block may be shorter. */
  int blockFrames() {
    return windowFrames * WINDOWS_PER_SECOND;
  }

  /** Takes the next frames: the first {@code count} of one array a channel. */
  void add(float[][] block, int count) {
    for (int at = 0; at < count; at += windowFrames) {
      addWindow(block, at, Math.min(windowFrames, count - at));
    }
    frames += count;
  }

  private void addWindow(float[][] block, int from, int count) {
    double power = 0;
    for (int channel = 0; channel < block.length; channel++) {
      float[] samples = block[channel];
      double sum = 0;
      double squares = 0;
      for (int n = from; n < from + count; n++) {
        sum += samples[n];
        squares += (double) samples[n] * samples[n];
      }
      if (!(squares < count * LOUDEST * LOUDEST)) {
        nonFiniteSamples += countNotNumbers(samples, from, count);
        continue;
      }
      peaks[channel].add(samples, from, count);
      sums[channel] += sum;
      power += Math.max(0, squares / count - sum / count * (sum / count)) / block.length;
    }
    if (count == windowFrames) {
      keep(power);
    }
  }

  private void keep(double power) {
    if (windowCount == windows.length) {
      windows = Arrays.copyOf(windows, 2 * windowCount);
    }
    windows[windowCount++] = power;
  }

  private static long countNotNumbers(float[] samples, int from, int count) {
    long found = 0;
    for (int n = from; n < from + count; n++) {
      found += Math.abs(samples[n]) <= LOUDEST ? 0 : 1;
    }
    return found;
  }

  /** Samples that are not numbers, or none that can be meant. */
  long nonFiniteSamples() {
    return nonFiniteSamples;
  }

  /** Level of the new music without direct current, in dBFS (mean square; a full-scale sine is at −3). */
  double levelDbfs() {
    return Decibels.ofPower(mean(newFrom, windowCount));
  }

  /** The longest time without a sound in the new music. */
  double silenceSeconds() {
    int longest = 0;
    int running = 0;
    for (int window = newFrom; window < windowCount; window++) {
      running = windows[window] < SILENT ? running + 1 : 0;
      longest = Math.max(longest, running);
    }
    return (double) longest / WINDOWS_PER_SECOND;
  }

  /** How much softer than the whole segment its last seconds are, in dB. */
  double fadeDb() {
    int last = Math.max(1, Math.min((int) (FADE_SECONDS * WINDOWS_PER_SECOND), (windowCount - newFrom) / 4));
    return Decibels.ofPower(mean(0, windowCount)) - Decibels.ofPower(mean(windowCount - last, windowCount));
  }

  double peakDbfs() {
    return Decibels.ofAmplitude(Arrays.stream(peaks).mapToDouble(Peaks::peak).max().orElse(0));
  }

  /** How much of the segment is cut off at its peak, 0 to 1; the channel with most of it. */
  double clippedShare() {
    return Arrays.stream(peaks).mapToDouble(channel -> (double) channel.clipped() / Math.max(1, frames)).max().orElse(0);
  }

  /** Direct current against full scale, 0 to 1; the channel with most of it. */
  double dcOffset() {
    return Arrays.stream(sums).map(sum -> Math.abs(sum) / Math.max(1, frames)).max().orElse(0);
  }

  private double mean(int from, int to) {
    return Arrays.stream(windows, Math.max(0, Math.min(from, to)), Math.max(0, to)).average().orElse(0);
  }
}
