package worksound.engine.score;

import java.util.List;
import worksound.engine.style.Style;

/**
 * One chord of the score and all that its notes follow from.
 *
 * @param index          number of the phrase in its piece
 * @param start          score time of its first beat, in samples
 * @param samplesPerBeat length of a beat
 * @param beats          beats until the next phrase
 * @param plannedBeats   beats it was composed with; more than {@code beats} when a change of style came earlier
 * @param style          what governs it
 * @param chord          harmony
 * @param voicing        the chord's voices, ascending MIDI notes
 * @param bass           MIDI note of the bass
 * @param cycle          degrees of the progression the piece is going round in
 * @param position       place of this phrase in the cycle
 * @param motif          seed of the melodic figure, shared by phrases that belong together
 * @param seed           seed of all details
 */
public record Phrase(long index, double start, double samplesPerBeat, int beats, int plannedBeats, Style style, Chord chord,
              List<Integer> voicing, int bass, List<Integer> cycle, int position, long motif, Movement movement, long seed) {

  private static final List<Integer> MAJOR_PENTATONIC = List.of(0, 2, 4, 7, 9);
  private static final List<Integer> MINOR_PENTATONIC = List.of(0, 3, 5, 7, 10);
  private static final double BRIGHTER_PER_DB = 0.03;

  /** Score time of the next phrase. */
  double end() {
    return at(beats);
  }

  /** Score time of {@code beat}, counted from the start of the phrase. */
  double at(double beat) {
    return start + beat * samplesPerBeat;
  }

  /** The same with the off-beat eighths as late as the style swings. */
  double swungAt(double beat) {
    return at(beat + (beat % 1 == 0.5 ? style.swing() : 0));
  }

  /** Loudness at score time {@code time}, in dB against the piece's own. */
  public double loudness(long time) {
    return movement.loudness((time - start) / (at(plannedBeats) - start));
  }

  /** 0 (sparse) to 1 (busy). */
  double density() {
    return Math.max(0, Math.min(1, style.density() + movement.density()));
  }

  /** 0 (dark) to 1 (bright): whoever plays louder plays brighter. */
  public double brightness() {
    return Math.max(0, Math.min(1, style.brightness() + BRIGHTER_PER_DB * movement.to()));
  }

  /** This phrase, given up for another after {@code beats}. */
  Phrase cutTo(int beats) {
    return new Phrase(index, start, samplesPerBeat, beats, plannedBeats, style, chord, voicing, bass, cycle, position, motif, movement, seed);
  }

  /** This phrase as it was planned. */
  Phrase uncut() {
    return cutTo(plannedBeats);
  }

  /** The chord tone nearest to {@code pitch}, or for a passing note the nearest tone of the scale's pentatonic core. */
  int nearestTone(int pitch, boolean chordTone) {
    for (int away = 0; away < 12; away++) {
      for (int midi : new int[] {pitch + away, pitch - away}) {
        if (chord.classes().contains(midi % 12) || !chordTone && isPentatonic(midi)) {
          return midi;
        }
      }
    }
    throw new IllegalStateException("no tone of " + chord + " within an octave of " + pitch);
  }

  private boolean isPentatonic(int midi) {
    int above = Math.floorMod(midi - style.tonic(), 12);
    return (style.mode().family().equals("minor") ? MINOR_PENTATONIC : MAJOR_PENTATONIC).contains(above);
  }
}
