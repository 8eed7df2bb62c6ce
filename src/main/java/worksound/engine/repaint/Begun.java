package worksound.engine.repaint;

import java.util.List;
import worksound.engine.score.Phrase;
import worksound.engine.score.Piece;
import worksound.engine.sound.Band;
import worksound.engine.sound.Performance;

/** What follows silence: a new piece. */
final class Begun implements Continuation {

  private final Piece piece;
  private final Band band;
  private final Performance performance;

  Begun(Direction direction) {
    piece = direction.begin();
    band = new Band(piece, 0, direction.seed());
    performance = new Performance(band, 0);
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
    performance.read(left, right, 0, count);
  }

  @Override
  public long time() {
    return performance.time();
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
