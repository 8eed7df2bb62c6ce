package worksound.engine;

import java.io.IOException;

/** The part of a source that is kept, as far as it is needed to go on from it. */
final class Context {

  private static final int CHUNK = 4_800;
  private static final double TAIL_SECONDS = 6;
  private static final double SILENT_LUFS = -60;

  /** Its last seconds. */
  final float[] left;
  final float[] right;
  final Thumbprint thumbprint = new Thumbprint();

  private final Loudness loudness = new Loudness();
  private float peak;

  /** Listens to the first {@code frames} of {@code source}. */
  Context(SourceAudio source, long frames) throws IOException {
    int tail = (int) Math.min(frames, Sound.samples(TAIL_SECONDS));
    left = new float[tail];
    right = new float[tail];
    float[] chunkLeft = new float[CHUNK];
    float[] chunkRight = new float[CHUNK];
    // The thumbprint's blocks must end where the context does.
    int unaligned = (int) (frames % Sound.BLOCK);
    for (long at = 0; at < frames;) {
      int count = (int) Math.min(at == 0 && unaligned > 0 ? unaligned : CHUNK, frames - at);
      source.read(chunkLeft, chunkRight, count);
      listen(chunkLeft, chunkRight, count, at > 0 || unaligned == 0);
      keep(chunkLeft, left, at - (frames - tail), count);
      keep(chunkRight, right, at - (frames - tail), count);
      at += count;
    }
  }

  private void listen(float[] chunkLeft, float[] chunkRight, int count, boolean aligned) {
    loudness.add(chunkLeft, chunkRight, count);
    if (aligned) {
      thumbprint.add(chunkLeft, chunkRight, 0, count);
    }
    for (int n = 0; n < count; n++) {
      peak = Math.max(peak, Math.max(Math.abs(chunkLeft[n]), Math.abs(chunkRight[n])));
    }
  }

  private static void keep(float[] chunk, float[] tail, long at, int count) {
    for (int n = (int) Math.max(0, -at); n < count; n++) {
      tail[(int) (at + n)] = chunk[n];
    }
  }

  double lufs() {
    return loudness.lufs();
  }

  /** Highest absolute sample. */
  float peak() {
    return peak;
  }

  boolean isSilent() {
    return peak == 0 || loudness.lufs() < SILENT_LUFS && peak < 1e-3;
  }
}
