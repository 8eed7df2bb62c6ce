package worksound.engine.studio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import worksound.engine.repaint.AudioFingerprint;
import worksound.engine.repaint.Blend;
import worksound.engine.repaint.Context;
import worksound.engine.repaint.Continuation;
import worksound.engine.repaint.PieceMemory;
import worksound.engine.score.ScoreTime;

/** Where pieces are recorded to files. It remembers the last few, so that it can go on with them. Used by one thread. */
public final class Renderer {

  private static final int CHUNK = 4_800;

  private final PieceMemory repertoire = new PieceMemory();
  private final DoubleConsumer progress;
  private final BooleanSupplier stopped;
  private final float[] left = new float[CHUNK];
  private final float[] right = new float[CHUNK];
  private final float[] oldLeft = new float[CHUNK];
  private final float[] oldRight = new float[CHUNK];

  /**
   * A studio without a past.
   *
   * @param progress told the part that is recorded, 0 to 1
   * @param stopped  asked now and then whether to give up
   */
  public Renderer(DoubleConsumer progress, BooleanSupplier stopped) {
    this.progress = progress;
    this.stopped = stopped;
  }

  /**
   * Records to {@code file}.
   *
   * @throws RenderException when it cannot be done, or was given up
   */
  public void record(RenderTask assignment, Path file) throws IOException, RenderException {
    if (assignment.source() == null) {
      compose(assignment, file);
      return;
    }
    long start = ScoreTime.samples(assignment.from());
    try (SourceAudio source = new SourceAudio(assignment.source())) {
      long end = assignment.to() < 0 ? source.frames() : ScoreTime.samples(assignment.to());
      if (source.frames() == 0) {
        throw new RenderException("Invalid source audio: it holds no sound");
      }
      if (start < 0 || start >= Math.min(end, source.frames())) {
        throw new RenderException("repainting_start is " + assignment.from() + ", expected a second inside the source and before repainting_end");
      }
      repaint(assignment, new Region(start, end, Math.max(end, source.frames())), context(source, start), file);
    }
  }

  /** Where in a clip new music lies, in samples: from {@code start} to {@code end} of {@code length}. */
  private record Region(long start, long end, long length) {
  }

  private void compose(RenderTask assignment, Path file) throws IOException, RenderException {
    Continuation music = repertoire.begin(assignment.direction());
    AudioFingerprint thumbprint = new AudioFingerprint();
    long frames = ScoreTime.samples(assignment.seconds());
    try (WavWriter wav = new WavWriter(file, frames, assignment.floats())) {
      for (long at = 0; at < frames; at += CHUNK) {
        int count = (int) Math.min(CHUNK, frames - at);
        music.read(left, right, count);
        write(wav, thumbprint, count);
        advance(at + count, frames);
      }
    }
    repertoire.keep(music, thumbprint);
  }

  private void repaint(RenderTask assignment, Region region, Context context, Path file) throws IOException, RenderException {
    int fade = (int) ScoreTime.samples(assignment.fade());
    Continuation music = repertoire.goOn(context, assignment.direction(), fade);
    AudioFingerprint thumbprint = new AudioFingerprint();
    try (SourceAudio source = new SourceAudio(assignment.source());
         WavWriter wav = new WavWriter(file, region.length, assignment.floats())) {
      Blend blend = new Blend(region.start, region.end, music.lead(), fade, music.gain());
      for (long at = 0; at < region.length;) {
        int count = (int) Math.min(CHUNK, blend.until(at, region.length) - at);
        source.read(oldLeft, oldRight, count);
        if (blend.needsMusic(at)) {
          music.read(left, right, count);
        }
        blend.apply(at, count, oldLeft, left);
        blend.apply(at, count, oldRight, right);
        write(wav, thumbprint, count);
        at += count;
        advance(at, region.length);
      }
    }
    if (region.end >= region.length) {
      repertoire.keep(music, thumbprint);
    }
  }

  /** Listens to the first {@code frames} of {@code source}. */
  private Context context(SourceAudio source, long frames) throws IOException {
    Context context = new Context(frames);
    for (long at = 0; at < frames; at += CHUNK) {
      int count = (int) Math.min(CHUNK, frames - at);
      source.read(oldLeft, oldRight, count);
      context.add(oldLeft, oldRight, count);
    }
    return context;
  }

  private void write(WavWriter wav, AudioFingerprint thumbprint, int count) throws IOException {
    wav.write(left, right, 0, count);
    thumbprint.add(left, right, 0, count);
  }

  private void advance(long done, long all) throws RenderException {
    progress.accept((double) done / all);
    if (stopped.getAsBoolean()) {
      throw new RenderException("the engine was stopped");
    }
  }
}
