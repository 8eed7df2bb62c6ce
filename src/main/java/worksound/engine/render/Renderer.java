package worksound.engine.render;

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

  private final PieceMemory pieceMemory = new PieceMemory();
  private final DoubleConsumer progress;
  private final BooleanSupplier stopped;
  private final float[] left = new float[CHUNK];
  private final float[] right = new float[CHUNK];
  private final float[] oldLeft = new float[CHUNK];
  private final float[] oldRight = new float[CHUNK];

  /**
   * A renderer that knows no piece yet.
   *
   * @param progress called with the part that is recorded, 0 to 1
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
  public void record(RenderTask task, Path file) throws IOException, RenderException {
    if (task.source() == null) {
      compose(task, file);
      return;
    }
    long start = ScoreTime.samples(task.from());
    try (SourceAudio source = new SourceAudio(task.source())) {
      long end = task.to() < 0 ? source.frames() : ScoreTime.samples(task.to());
      if (source.frames() == 0) {
        throw new RenderException("Invalid source audio: it holds no sound");
      }
      if (start < 0 || start >= Math.min(end, source.frames())) {
        throw new RenderException("repainting_start is " + task.from() + ", expected a second inside the source and before repainting_end");
      }
      repaint(task, new Region(start, end, Math.max(end, source.frames())), context(source, start), file);
    }
  }

  /** Where in a clip new music lies, in samples: from {@code start} to {@code end} of {@code length}. */
  private record Region(long start, long end, long length) {
  }

  private void compose(RenderTask task, Path file) throws IOException, RenderException {
    Continuation music = pieceMemory.begin(task.direction());
    AudioFingerprint fingerprint = new AudioFingerprint();
    long frames = ScoreTime.samples(task.seconds());
    try (WavWriter wav = new WavWriter(file, frames, task.floats())) {
      for (long at = 0; at < frames; at += CHUNK) {
        int count = (int) Math.min(CHUNK, frames - at);
        music.read(left, right, count);
        write(wav, fingerprint, count);
        advance(at + count, frames);
      }
    }
    pieceMemory.keep(music, fingerprint);
  }

  private void repaint(RenderTask task, Region region, Context context, Path file) throws IOException, RenderException {
    int fade = (int) ScoreTime.samples(task.fade());
    Continuation music = pieceMemory.goOn(context, task.direction(), fade);
    AudioFingerprint fingerprint = new AudioFingerprint();
    try (SourceAudio source = new SourceAudio(task.source());
         WavWriter wav = new WavWriter(file, region.length, task.floats())) {
      Blend blend = new Blend(region.start, region.end, music.lead(), fade, music.gain());
      for (long at = 0; at < region.length;) {
        int count = (int) Math.min(CHUNK, blend.until(at, region.length) - at);
        source.read(oldLeft, oldRight, count);
        if (blend.needsMusic(at)) {
          music.read(left, right, count);
        }
        blend.apply(at, count, oldLeft, left);
        blend.apply(at, count, oldRight, right);
        write(wav, fingerprint, count);
        at += count;
        advance(at, region.length);
      }
    }
    if (region.end >= region.length) {
      pieceMemory.keep(music, fingerprint);
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

  private void write(WavWriter wav, AudioFingerprint fingerprint, int count) throws IOException {
    wav.write(left, right, 0, count);
    fingerprint.add(left, right, 0, count);
  }

  private void advance(long done, long all) throws RenderException {
    progress.accept((double) done / all);
    if (stopped.getAsBoolean()) {
      throw new RenderException("the engine was stopped");
    }
  }
}
