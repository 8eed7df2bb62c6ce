package worksound.engine.render;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import worksound.dsp.Loudness;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/** Stereo sound at 48 kHz that tests can look at. */
public record Clip(float[] left, float[] right) {

  public static Clip of(Buffer wav) {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav.getBytes()))) {
      AudioFormat format = in.getFormat();
      boolean floats = format.getEncoding() == AudioFormat.Encoding.PCM_FLOAT;
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      int frames = bytes.remaining() / format.getFrameSize();
      Clip clip = silence(frames);
      for (int n = 0; n < frames; n++) {
        clip.left[n] = floats ? bytes.getFloat() : bytes.getShort() / 32768f;
        clip.right[n] = floats ? bytes.getFloat() : bytes.getShort() / 32768f;
      }
      return clip;
    } catch (IOException | UnsupportedAudioFileException e) {
      throw new AssertionError(e);
    }
  }

  public static Clip silence(int frames) {
    return new Clip(new float[frames], new float[frames]);
  }

  /** Pure tones of MIDI numbers {@code notes}, each with {@code amplitude}. */
  public static Clip chord(double seconds, double amplitude, int... notes) {
    Clip clip = Clip.silence((int) (seconds * ScoreTime.RATE));
    for (int note : notes) {
      for (int n = 0; n < clip.frames(); n++) {
        float value = (float) (amplitude * Math.sin(2 * Math.PI * Sound.hertz(note) * n / ScoreTime.RATE));
        clip.left()[n] += value;
        clip.right()[n] += value;
      }
    }
    return clip;
  }

  /** Whether every sample is the same. */
  public boolean isSameAs(Clip other) {
    return Arrays.equals(left, other.left) && Arrays.equals(right, other.right);
  }

  public int frames() {
    return left.length;
  }

  public double seconds() {
    return (double) frames() / ScoreTime.RATE;
  }

  public Clip part(double fromSeconds, double toSeconds) {
    int from = (int) Math.round(fromSeconds * ScoreTime.RATE);
    int to = (int) Math.round(toSeconds * ScoreTime.RATE);
    return new Clip(Arrays.copyOfRange(left, from, to), Arrays.copyOfRange(right, from, to));
  }

  /** The seed for a repaint: the last {@code context} seconds, then silence, {@code seconds} in all. */
  public Clip seed(double context, double seconds) {
    Clip tail = part(seconds() - context, seconds());
    int frames = (int) Math.round(seconds * ScoreTime.RATE);
    return new Clip(Arrays.copyOf(tail.left, frames), Arrays.copyOf(tail.right, frames));
  }

  public Clip times(double gain) {
    Clip scaled = silence(frames());
    for (int n = 0; n < frames(); n++) {
      scaled.left[n] = (float) (gain * left[n]);
      scaled.right[n] = (float) (gain * right[n]);
    }
    return scaled;
  }

  public Clip then(Clip next) {
    Clip joined = new Clip(Arrays.copyOf(left, frames() + next.frames()), Arrays.copyOf(right, frames() + next.frames()));
    System.arraycopy(next.left, 0, joined.left, frames(), next.frames());
    System.arraycopy(next.right, 0, joined.right, frames(), next.frames());
    return joined;
  }

  /** 16-bit stereo WAV. */
  public Buffer wav() {
    ByteBuffer bytes = ByteBuffer.allocate(4 * frames()).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < frames(); n++) {
      bytes.putShort((short) Math.round(32768 * left[n])).putShort((short) Math.round(32768 * right[n]));
    }
    return wav(new AudioFormat(ScoreTime.RATE, 16, 2, true, false), bytes.array());
  }

  /** A WAV of {@code format} around {@code bytes}, written by the JDK. */
  public static Buffer wav(AudioFormat format, byte[] bytes) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    try {
      AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(bytes), format, bytes.length / format.getFrameSize());
      AudioSystem.write(in, javax.sound.sampled.AudioFileFormat.Type.WAVE, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Buffer.buffer(out.toByteArray());
  }

  double lufs() {
    Loudness loudness = new Loudness(2, ScoreTime.RATE);
    loudness.add(new float[][] {left, right}, frames());
    return loudness.lufs();
  }

  public double peak() {
    double peak = 0;
    for (int n = 0; n < frames(); n++) {
      peak = Math.max(peak, magnitude(n));
    }
    return peak;
  }

  /** Where the loudest sample is, in seconds. */
  double peakSeconds() {
    int loudest = 0;
    for (int n = 1; n < frames(); n++) {
      loudest = magnitude(n) > magnitude(loudest) ? n : loudest;
    }
    return (double) loudest / ScoreTime.RATE;
  }

  private float magnitude(int n) {
    return Math.max(Math.abs(left[n]), Math.abs(right[n]));
  }

  /** Root mean square level of both channels. */
  public double rms() {
    double sum = 0;
    for (int n = 0; n < frames(); n++) {
      sum += left[n] * left[n] + right[n] * right[n];
    }
    return Math.sqrt(sum / 2 / frames());
  }

  /** Level in dBFS. */
  public double level() {
    return 20 * Math.log10(rms() + 1e-12);
  }

  /** Level of what is left when {@code other} is taken away, relative to this clip, in dB. */
  public double difference(Clip other) {
    double error = 0;
    double own = 1e-20;
    for (int n = 0; n < frames(); n++) {
      error += Math.pow(left[n] - other.left[n], 2) + Math.pow(right[n] - other.right[n], 2);
      own += left[n] * left[n] + right[n] * right[n];
    }
    return 10 * Math.log10(error / own + 1e-20);
  }

  /** This clip after {@code passes} first differences, which lift high frequencies and clicks. */
  public Clip differentiated(int passes) {
    Clip result = this;
    for (int pass = 0; pass < passes; pass++) {
      Clip next = silence(result.frames() - 1);
      for (int n = 0; n < next.frames(); n++) {
        next.left[n] = result.left[n + 1] - result.left[n];
        next.right[n] = result.right[n + 1] - result.right[n];
      }
      result = next;
    }
    return result;
  }
}
