package worksound.engine.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import worksound.engine.score.Phrase;
import worksound.engine.score.ScoreTime;
import worksound.engine.style.Instrument;
import worksound.engine.style.SeededRandom;

/** Players who hold the chord: pads, strings, voices. A tone that two chords share is held over, only the others move. */
public final class Ensemble implements Part {

  private static final int STARTS_QUICKLY = 1;
  /** Each chord rises and settles: time constants of both, the second at most this part of the chord, and the loudness in the end. */
  private static final double ATTACK_SECONDS = 0.5;
  private static final double DECAY_SECONDS = 3.2;
  private static final double DECAY_PART = 0.45;
  private static final double SUSTAIN = 0.62;
  /** What brings the loudest moment of the envelope to about 1. */
  private static final double PEAK = 1.6;
  /** Octaves that the filter is wider at full loudness than at none, and the loudness at which it is as tuned. */
  private static final double OPENING = 2;
  private static final double MIDDLE = 0.75;
  private static final double SMOOTHING = 1 - Math.exp(-Sound.BLOCK / (0.12 * ScoreTime.RATE));

  private final Instrument instrument;
  private final List<OscillatorVoice> notes = new ArrayList<>();
  private final float[] left = new float[Sound.BLOCK];
  private final float[] right = new float[Sound.BLOCK];
  private final float[] soft = new float[Sound.BLOCK];
  private final LowPass leftFilter = new LowPass(0.6);
  private final LowPass rightFilter = new LowPass(0.6);
  private final LowPass[] breath = {new LowPass(0.5), new LowPass(0.5)};
  private final LowPass[] distance = {new LowPass(0.6), new LowPass(0.6)};
  private final Noise[] noise;
  private final float[] breathing = new float[2];
  private double brightness;
  private double brightnessGoal = -1;
  /** Score time of the chord, its decay in samples, and its loudness now. */
  private long chordStart;
  private double decay = 1;
  private double envelope;

  public Ensemble(Instrument instrument) {
    this.instrument = instrument;
    noise = new Noise[] {new Noise(SeededRandom.key(62, instrument.ordinal(), 0)), new Noise(SeededRandom.key(62, instrument.ordinal(), 1))};
  }

  @Override
  public void begin(Phrase phrase) {
    long start = Math.round(phrase.start());
    brightnessGoal = phrase.brightness();
    chordStart = start;
    decay = Math.min(DECAY_SECONDS * ScoreTime.RATE, DECAY_PART * phrase.plannedBeats() * phrase.samplesPerBeat());
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

  /** A player who comes in; no two do at the same instant or at the same pace. */
  private OscillatorVoice note(int midi, boolean quick, long start) {
    SeededRandom dice = SeededRandom.of(64, instrument.ordinal(), midi, start);
    double pan = (instrument == Instrument.STRINGS ? 0.8 : 0.4) * Math.sin(2.4 * midi);
    double level = Math.pow(2, (60 - midi) / 40.0);
    double pace = quick ? 0.3 : dice.between(0.75, 1.4);
    long entry = start + (quick ? 0 : ScoreTime.samples(dice.between(0, 0.22)));
    OscillatorVoice.Manner manner = switch (instrument) {
      case STRINGS -> new OscillatorVoice.Manner(List.of(Wavetable.BOWED, Wavetable.WARM, Wavetable.BOWED), 1.3, 11, 0.5, 0.9 * pace, 0.9);
      case CHOIR -> new OscillatorVoice.Manner(List.of(Wavetable.HUMMED, Wavetable.WARM, Wavetable.HUMMED), 1.6, 13, 0.5, 1.1 * pace, 1.1);
      default -> new OscillatorVoice.Manner(List.of(Wavetable.WARM, Wavetable.BOWED, Wavetable.HUMMED), 0.7, 4, 0.6, pace, 1.4);
    };
    return new OscillatorVoice(manner, midi, pan, level, entry);
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
    shape(time);
    tune(time);
    add(left, leftFilter, outLeft);
    add(right, rightFilter, outRight);
    double power = 0;
    for (OscillatorVoice note : notes) {
      power += note.loudness(time) * note.loudness(time);
    }
    breathe(0, time, envelope * Math.sqrt(power), outLeft);
    breathe(1, time, envelope * Math.sqrt(power), outRight);
    return true;
  }

  /** Follows the envelope of the chord, which those too play who hold their tone over; it depends on score time and the chord alone. */
  private void shape(long time) {
    double samples = Math.max(0, time - chordStart);
    double rise = 1 - Math.exp(-samples / (ATTACK_SECONDS * ScoreTime.RATE));
    double goal = SUSTAIN + PEAK * (1 - SUSTAIN) * rise * rise * Math.exp(-samples / decay);
    float from = (float) envelope;
    envelope += SMOOTHING * (goal - envelope);
    float slope = (float) (envelope - from) / Sound.BLOCK;
    for (int n = 0; n < Sound.BLOCK; n++) {
      left[n] *= from + slope * n;
      right[n] *= from + slope * n;
    }
  }

  /** What bows, reeds and breath add that is no tone; it swells as arms and lungs do, and with the notes. */
  private void breathe(int side, long time, double loudness, float[] out) {
    double rate = instrument == Instrument.STRINGS ? 0.31 : 0.17;
    double stroke = 0.55 + 0.27 * Sound.wave(time, rate, 0.13 * side) + 0.18 * Sound.wave(time, 1.7 * rate, 0.3 - 0.1 * side);
    double level = (instrument == Instrument.PAD ? 0.06 : instrument == Instrument.CHOIR ? 0.22 : 0.13) * (0.05 + 1.8 * brightness) * stroke * loudness;
    noise[side].fill(time, soft);
    breath[side].tune((instrument == Instrument.CHOIR ? 3_300 : 4_200) * (0.8 + 0.5 * brightness));
    breath[side].band(soft);
    distance[side].tune((instrument == Instrument.CHOIR ? 8_000 : 5_000) + 11_000 * brightness * brightness);
    distance[side].low(soft);
    float from = breathing[side];
    breathing[side] = (float) level;
    float slope = (breathing[side] - from) / Sound.BLOCK;
    for (int n = 0; n < Sound.BLOCK; n++) {
      out[n] += soft[n] * (from + slope * n);
    }
  }

  /** Lets a little pass beside the filter, so that the highs fall off as a slope and not as a wall. */
  private void add(float[] samples, LowPass filter, float[] out) {
    float air = (float) (0.04 + 0.5 * brightness);
    System.arraycopy(samples, 0, soft, 0, Sound.BLOCK);
    filter.low(soft);
    for (int n = 0; n < Sound.BLOCK; n++) {
      out[n] += soft[n] + air * (samples[n] - soft[n]);
    }
  }

  /** The filter breathes over half a minute, a little differently on each side. */
  private void tune(long time) {
    brightness += (brightnessGoal - brightness) * (brightness == 0 ? 1 : 0.0006);
    double motion = 0.5 * Sound.wave(time, 0.031, 0.1 * instrument.ordinal()) + 0.3 * Sound.wave(time, 0.083, 0.3);
    double open = OPENING * (envelope - MIDDLE) + (instrument == Instrument.STRINGS ? 0.6 : 0);
    double cutoff = 1_000 * Math.pow(2, 2.8 * brightness + motion + open);
    leftFilter.tune(cutoff * (1 + 0.06 * Sound.wave(time, 0.11, 0)));
    rightFilter.tune(cutoff * (1 + 0.06 * Sound.wave(time, 0.13, 0.5)));
  }
}
