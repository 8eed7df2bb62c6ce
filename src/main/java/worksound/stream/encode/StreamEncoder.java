package worksound.stream.encode;

/** Turns PCM into one continuous stream of a format. Not thread safe; made anew for each unbroken stream. */
public interface StreamEncoder {

  /** What every listener needs before the first page or frame: a RIFF header, Ogg header pages; empty where frames stand alone (MP3). */
  byte[] header();

  /**
   * @param samples interleaved stereo at 48 kHz, in -1..1 (full scale)
   * @param frames how many pairs of samples are used, from the first on
   * @return whole frames or pages that became complete, maybe none
   */
  byte[] encode(float[] samples, int frames);
}
