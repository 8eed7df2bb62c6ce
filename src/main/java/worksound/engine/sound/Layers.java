package worksound.engine.sound;

import java.util.List;

/** Several parts that make one sound together. */
public record Layers(List<Part> parts) implements Part {

  @Override
  public boolean render(long time, float[] left, float[] right) {
    boolean sounded = false;
    for (Part part : parts) {
      sounded |= part.render(time, left, right);
    }
    return sounded;
  }
}
