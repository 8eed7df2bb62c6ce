package worksound.engine.style;

/** What can sound; a style gives each of them a level. */
public enum Instrument {
  PAD, STRINGS, CHOIR, PIANO, KEYS, GUITAR, KALIMBA, BELLS, BASS,
  BEAT, BRUSHES,
  RAIN, OCEAN, STREAM, WIND, BROWN_NOISE, WHITE_NOISE, CRACKLE, FIRE;

  /** Whether it plays notes, as opposed to noise and drums. */
  public boolean isTonal() {
    return ordinal() < BEAT.ordinal();
  }

  /** Whether it is a drum kit, played with sticks or with brushes. */
  public boolean isDrums() {
    return this == BEAT || this == BRUSHES;
  }
}
