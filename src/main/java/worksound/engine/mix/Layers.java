package worksound.engine.mix;

import java.util.List;
import worksound.engine.sound.Part;

/** Several parts that make one sound together. */
record Layers(List<Part> parts) implements Part {

  @Override
  public boolean render(long time, float[] left, float[] right) {
    boolean sounded = false;
    for (Part part : parts) {
      sounded |= part.render(time, left, right);
    }
    return sounded;
  }
}
