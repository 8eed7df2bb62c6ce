package worksound.stream.encode;

/** What every encoder is given. */
final class StreamFormat {

  static final int SAMPLE_RATE = 48_000;
  static final int CHANNELS = 2;

  private StreamFormat() {
  }

  /** A sample of −1…1 as 16 bits, rounded; what lies outside is clipped. */
  static short pcm16(float sample) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * 32_768)));
  }
}
