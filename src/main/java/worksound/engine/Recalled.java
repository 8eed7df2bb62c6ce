package worksound.engine;

import java.util.List;
import java.util.Optional;

/**
 * The continuation of a piece that is remembered: the same score is played again from well before the context's end, so that
 * chords, beats, ringing notes and the hall are where they were, to the sample.
 */
final class Recalled implements Continuation {

  /** After this long nothing of what was before can be heard any more. */
  static final double SETTLE_SECONDS = 16;

  /** How far off the remembered place may be, in samples. */
  private static final int SLACK = Sound.BLOCK;
  private static final double SAME = 0.9;
  private static final double EXACT = 0.005;

  private final Piece piece;
  private final Band band;
  private final Player player;
  private final int lead;
  private final float gain;

  private Recalled(Piece piece, Band band, Player player, int lead, float gain) {
    this.piece = piece;
    this.band = band;
    this.player = player;
    this.lead = lead;
    this.gain = gain;
  }

  /** The continuation at {@code place}, or nothing when the context is not what was played there. */
  static Optional<Recalled> at(Memory.Place place, Context context, Direction direction, int lead) {
    Alignment found = Alignment.of(place, context, SLACK);
    if (found.correlation() < SAME) {
      return Optional.empty();
    }
    long time = place.time() + found.lag();
    Piece piece = direction.apply(place.piece(), time);
    long start = time - lead;
    Band band = new Band(piece, start - Sound.samples(SETTLE_SECONDS), direction.seed());
    double level = Math.abs(found.level() - 1) < EXACT ? 1 : found.level();
    return Optional.of(new Recalled(piece, band, new Player(band, start), lead, (float) (1 / level)));
  }

  @Override
  public float gain() {
    return gain;
  }

  @Override
  public int lead() {
    return lead;
  }

  @Override
  public void read(float[] left, float[] right, int count) {
    player.read(left, right, 0, count);
  }

  @Override
  public long time() {
    return player.time();
  }

  @Override
  public Piece piece() {
    return piece;
  }

  @Override
  public List<Phrase> written() {
    return band.written();
  }
}
