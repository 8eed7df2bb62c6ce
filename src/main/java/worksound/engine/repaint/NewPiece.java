package worksound.engine.repaint;

/** What follows silence: a new piece. */
final class NewPiece extends Continuation {

  NewPiece(PromptAndSeed direction) {
    super(direction.begin(), 0, 0, direction.seed());
  }

  @Override
  public float gain() {
    return 1;
  }
}
