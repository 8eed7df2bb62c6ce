package worksound.engine.score;

/** What a drum kit is made of; with brushes its snare is stirred and tapped. */
public enum Drum {
  KICK, SNARE, HAT, STIR, TAP
}
