package worksound.engine;

import java.util.List;

/** What follows silence: a new piece. */
final class Begun implements Continuation {

  private final Piece piece;
  private final Band band;
  private final Player player;

  Begun(Direction direction) {
    piece = direction.begin();
    band = new Band(piece, 0, direction.seed());
    player = new Player(band, 0);
  }

  @Override
  public float gain() {
    return 1;
  }

  @Override
  public int lead() {
    return 0;
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
