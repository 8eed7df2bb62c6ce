package worksound.engine.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import worksound.engine.score.Phrase;
import worksound.engine.style.Instrument;

/** Players who hold the chord: pads, strings, voices. A tone that two chords share is held over, only the others move. */
public final class Ensemble implements Part {

  private static final int STARTS_QUICKLY = 1;

  private final Instrument instrument;
  private final List<OscillatorVoice> notes = new ArrayList<>();
  private final float[] left = new float[Sound.BLOCK];
  private final float[] right = new float[Sound.BLOCK];
  private final float[] soft = new float[Sound.BLOCK];
  private final LowPass leftFilter = new LowPass(0.6);
  private final LowPass rightFilter = new LowPass(0.6);
  private double brightness;
  private double brightnessGoal = -1;

  public Ensemble(Instrument instrument) {
    this.instrument = instrument;
  }

  @Override
  public void begin(Phrase phrase) {
    long start = Math.round(phrase.start());
    brightnessGoal = phrase.style().brightness();
    List<Integer> voicing = phrase.voicing();
    for (OscillatorVoice note : notes) {
      if (note.isHeld() && !voicing.contains(note.midi)) {
        note.release(start);
      }
    }
    for (int midi : voicing) {
      if (notes.stream().noneMatch(note -> note.isHeld() && note.midi == midi)) {
        notes.add(note(midi, phrase.index() < STARTS_QUICKLY, start));
      }
    }
  }

  @Override
  public void rest(long time) {
    notes.forEach(note -> note.release(time));
  }

  private OscillatorVoice note(int midi, boolean quick, long start) {
    double pan = 0.45 * Math.sin(2.4 * midi);
    double level = Math.pow(2, (60 - midi) / 40.0);
    return switch (instrument) {
      case STRINGS -> new OscillatorVoice(Wavetable.BOWED, midi, 3, 1.3, pan, level, quick ? 0.3 : 0.9, 0.9, start);
      case CHOIR -> new OscillatorVoice(Wavetable.HUMMED, midi, 3, 1.6, pan, level, quick ? 0.35 : 1.1, 1.1, start);
      default -> new OscillatorVoice(Wavetable.WARM, midi, 3, 0.7, pan, level, quick ? 0.25 : 1.0, 1.4, start);
    };
  }

  @Override
  public boolean render(long time, float[] outLeft, float[] outRight) {
    notes.removeIf(note -> note.isOver(time));
    if (notes.isEmpty()) {
      return false;
    }
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
    for (OscillatorVoice note : notes) {
      note.render(time, left, right);
    }
    tune(time);
    add(left, leftFilter, outLeft);
    add(right, rightFilter, outRight);
    return true;
  }

  /** Lets a little pass beside the filter, so that the highs fall off as a slope and not as a wall. */
  private void add(float[] samples, LowPass filter, float[] out) {
    float air = (float) (0.05 + 0.28 * brightness);
    System.arraycopy(samples, 0, soft, 0, Sound.BLOCK);
    filter.low(soft);
    for (int n = 0; n < Sound.BLOCK; n++) {
      out[n] += soft[n] + air * (samples[n] - soft[n]);
    }
  }

  /** The filter breathes over half a minute, a little differently on each side. */
  private void tune(long time) {
    brightness += (brightnessGoal - brightness) * (brightness == 0 ? 1 : 0.0006);
    double motion = 0.35 * Sound.wave(time, 0.031, 0.1 * instrument.ordinal()) + 0.2 * Sound.wave(time, 0.083, 0.3);
    double cutoff = 800 * Math.pow(2, 2.9 * brightness + motion + (instrument == Instrument.STRINGS ? 0.6 : 0));
    leftFilter.tune(cutoff * (1 + 0.06 * Sound.wave(time, 0.11, 0)));
    rightFilter.tune(cutoff * (1 + 0.06 * Sound.wave(time, 0.13, 0.5)));
  }
}
