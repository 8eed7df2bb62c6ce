package worksound.stream.encode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import worksound.wav.WavFormat;

/** 16-bit PCM behind a RIFF header whose lengths are 0xFFFFFFFF, which players take as "until the connection ends". */
public final class WavEncoder implements StreamEncoder {

  private static final WavFormat FORMAT = new WavFormat(WavFormat.Encoding.PCM, StreamFormat.CHANNELS, StreamFormat.SAMPLE_RATE, 16);
  private static final int RIFF_LENGTH_AT = 4;
  private static final int UNKNOWN_LENGTH = 0xFFFFFFFF;

  @Override
  public byte[] header() {
    ByteBuffer header = FORMAT.header(0);
    int dataLengthAt = header.limit() - Integer.BYTES;
    return header.putInt(RIFF_LENGTH_AT, UNKNOWN_LENGTH).putInt(dataLengthAt, UNKNOWN_LENGTH).array();
  }

  @Override
  public byte[] encode(float[] samples, int frames) {
    ByteBuffer pcm = ByteBuffer.allocate(frames * FORMAT.bytesPerFrame()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < StreamFormat.CHANNELS * frames; i++) {
      pcm.putShort(StreamFormat.pcm16(samples[i]));
    }
    return pcm.array();
  }
}
