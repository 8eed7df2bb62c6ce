package worksound.engine.render;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import worksound.engine.repaint.PromptAndSeed;

/** A renderer that records to clips. */
public final class TestRenderer {

  /** The fade of a balanced repaint. */
  public static final double FADE = 0.025;

  private final Path folder;
  private final Renderer renderer = new Renderer(part -> { }, () -> false);

  public TestRenderer(Path folder) {
    this.folder = folder;
  }

  public Clip compose(String prompt, long seed, double seconds) {
    return record(new RenderTask(new PromptAndSeed(prompt, seed), seconds, null, 0, -1, 0, false));
  }

  public Clip repaint(String prompt, long seed, Clip source, double from) {
    return repaint(prompt, seed, source.wav(), from, -1);
  }

  public Clip repaint(String prompt, long seed, Buffer source, double from, double to) {
    try {
      Path file = folder.resolve("source.wav");
      Files.write(file, source.getBytes());
      return record(new RenderTask(new PromptAndSeed(prompt, seed), 0, file, from, to, FADE, false));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Clip record(RenderTask assignment) {
    try {
      Path file = folder.resolve("take.wav");
      renderer.record(assignment, file);
      return Clip.of(Buffer.buffer(Files.readAllBytes(file)));
    } catch (IOException | RenderException e) {
      throw new AssertionError(e);
    }
  }
}
