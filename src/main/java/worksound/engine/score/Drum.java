package worksound.engine.score;

/** What a drum kit is made of. */
public enum Drum {
  KICK, SNARE, HAT
}
