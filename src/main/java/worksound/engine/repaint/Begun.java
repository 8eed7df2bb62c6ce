package worksound.engine.repaint;

/** What follows silence: a new piece. */
final class Begun extends Continuation {

  Begun(Direction direction) {
    super(direction.begin(), 0, 0, direction.seed());
  }

  @Override
  public float gain() {
    return 1;
  }
}
