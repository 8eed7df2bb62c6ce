package worksound.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Where pieces are recorded to files. It remembers the last few, so that it can go on with them. Used by one thread. */
final class Studio {

  private static final int CHUNK = 4_800;

  private final Memory memory = new Memory();
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
  Studio(DoubleConsumer progress, BooleanSupplier stopped) {
    this.progress = progress;
    this.stopped = stopped;
  }

  /**
   * Records to {@code file}.
   *
   * @return the style that was played
   * @throws Refusal when it cannot be done, or was given up
   */
  Style record(Assignment assignment, Path file) throws IOException, Refusal {
    if (assignment.source() == null) {
      return compose(assignment, file);
    }
    long start = Sound.samples(assignment.from());
    try (SourceAudio source = new SourceAudio(assignment.source())) {
      long end = assignment.to() < 0 ? source.frames() : Sound.samples(assignment.to());
      if (source.frames() == 0) {
        throw new Refusal("Invalid source audio: it holds no sound");
      }
      if (start < 0 || start >= Math.min(end, source.frames())) {
        throw new Refusal("repainting_start is " + assignment.from() + ", expected a second inside the source and before repainting_end");
      }
      return repaint(assignment, new Region(start, end, Math.max(end, source.frames())), new Context(source, start), file);
    }
  }

  /** Where in a clip new music lies, in samples: from {@code start} to {@code end} of {@code length}. */
  private record Region(long start, long end, long length) {
  }

  private Style compose(Assignment assignment, Path file) throws IOException, Refusal {
    Piece piece = assignment.direction().begin();
    Band band = new Band(piece, 0, assignment.direction().seed());
    Player player = new Player(band, 0);
    Thumbprint thumbprint = new Thumbprint();
    long frames = Sound.samples(assignment.seconds());
    try (WavWriter wav = new WavWriter(file, frames, assignment.floats())) {
      for (long at = 0; at < frames; at += CHUNK) {
        int count = (int) Math.min(CHUNK, frames - at);
        player.read(left, right, 0, count);
        write(wav, thumbprint, count);
        advance(at + count, frames);
      }
    }
    remember(piece, band.written(), player.time(), thumbprint);
    return piece.goal();
  }

  private Style repaint(Assignment assignment, Region region, Context context, Path file) throws IOException, Refusal {
    Continuation music = continuation(assignment, context);
    Thumbprint thumbprint = new Thumbprint();
    try (SourceAudio source = new SourceAudio(assignment.source());
         WavWriter wav = new WavWriter(file, region.length, assignment.floats())) {
      Blend blend = new Blend(region.start, region.end, music.lead(), (int) Sound.samples(assignment.fade()), music.gain());
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
      remember(music.piece(), music.written(), music.time(), thumbprint);
    }
    return music.piece().goal();
  }

  private Continuation continuation(Assignment assignment, Context context) {
    int lead = (int) Math.min(Sound.samples(assignment.fade()), context.left.length);
    if (!context.isSilent()) {
      Optional<Continuation> recalled = memory.find(context.thumbprint)
        .flatMap(place -> Recalled.at(place, context, assignment.direction(), lead));
      return recalled.orElseGet(() -> new Adopted(context, assignment.direction()));
    }
    return new Begun(assignment.direction());
  }

  private void write(WavWriter wav, Thumbprint thumbprint, int count) throws IOException {
    wav.write(left, right, 0, count);
    thumbprint.add(left, right, 0, count);
  }

  private void advance(long done, long all) throws Refusal {
    progress.accept((double) done / all);
    if (stopped.getAsBoolean()) {
      throw new Refusal("the engine was stopped");
    }
  }

  private void remember(Piece piece, List<Phrase> written, long end, Thumbprint thumbprint) {
    long oldest = end - Sound.samples(60 + 2 * Recalled.SETTLE_SECONDS);
    memory.keep(piece.remembered(written, oldest), end - thumbprint.unfinished(), thumbprint);
  }
}
