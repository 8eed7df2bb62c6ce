package worksound.stream.encode;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Opus (RFC 6716) at about 160 kbit/s in Ogg (RFC 7845): packets of 20 ms, five of them on a page. What goes in comes out of a decoder
 * at the same sample, for the header says how many samples at the beginning are to be left out. One who tunes in later is
 * given {@link #header()} and whole pages from then on, whose granule positions say where in the stream they are.
 */
public final class OpusEncoder implements StreamEncoder {

  private static final int BITS_PER_SECOND = 160_000;
  /** Of 0 (fastest) to 10 (best). */
  private static final int COMPLEXITY = 10;
  private static final int PACKET_FRAMES = StreamFormat.SAMPLE_RATE / 50;
  private static final int PACKETS_ON_A_PAGE = 5;
  /** What RFC 6716 §3.4 allows a frame, and its first byte. */
  private static final int MAX_PACKET_BYTES = 1_276;
  private static final String VENDOR = "worksound";

  private final io.github.jaredmdobson.concentus.OpusEncoder codec;
  private final OggPages ogg;
  private final byte[] header;
  private final short[] input = new short[StreamFormat.CHANNELS * PACKET_FRAMES];
  private final byte[] packet = new byte[MAX_PACKET_BYTES];
  private final List<byte[]> packets = new ArrayList<>();
  private int filled;
  private long granule;

  /** @param serial number of the Ogg stream, another one for another stream */
  public OpusEncoder(int serial) {
    try {
      codec = new io.github.jaredmdobson.concentus.OpusEncoder(StreamFormat.SAMPLE_RATE, StreamFormat.CHANNELS,
        OpusApplication.OPUS_APPLICATION_AUDIO);
    } catch (OpusException e) {
      throw new IllegalStateException("Opus does not take 48 kHz stereo", e);
    }
    codec.setBitrate(BITS_PER_SECOND);
    codec.setUseVBR(true);
    codec.setUseConstrainedVBR(true);
    codec.setSignalType(OpusSignal.OPUS_SIGNAL_MUSIC);
    codec.setComplexity(COMPLEXITY);
    ogg = new OggPages(serial);
    header = join(List.of(ogg.page(OggPages.FIRST, 0, List.of(idHeader(codec.getLookahead()))),
      ogg.page(OggPages.CONTINUES, 0, List.of(comments()))));
  }

  /** RFC 7845 §5.1. @param preSkip samples at the beginning that are not music */
  private static byte[] idHeader(int preSkip) {
    return ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN).put("OpusHead".getBytes()).put((byte) 1).put((byte) StreamFormat.CHANNELS)
      .putShort((short) preSkip).putInt(StreamFormat.SAMPLE_RATE).putShort((short) 0).put((byte) 0).array();
  }

  /** RFC 7845 §5.2, with no comment. */
  private static byte[] comments() {
    return ByteBuffer.allocate(8 + 4 + VENDOR.length() + 4).order(ByteOrder.LITTLE_ENDIAN).put("OpusTags".getBytes()).putInt(VENDOR.length())
      .put(VENDOR.getBytes()).putInt(0).array();
  }

  @Override
  public byte[] header() {
    return header.clone();
  }

  @Override
  public byte[] encode(float[] samples, int frames) {
    List<byte[]> pages = new ArrayList<>();
    for (int i = 0; i < StreamFormat.CHANNELS * frames; i++) {
      input[filled++] = StreamFormat.pcm16(samples[i]);
      if (filled == input.length) {
        filled = 0;
        addPacket();
        if (packets.size() == PACKETS_ON_A_PAGE) {
          pages.add(ogg.page(OggPages.CONTINUES, granule, packets));
          packets.clear();
        }
      }
    }
    return join(pages);
  }

  private void addPacket() {
    try {
      int bytes = codec.encode(input, 0, PACKET_FRAMES, packet, 0, packet.length);
      packets.add(Arrays.copyOf(packet, bytes));
    } catch (OpusException e) {
      throw new IllegalStateException("Opus does not take " + PACKET_FRAMES + " frames of music", e);
    }
    granule += PACKET_FRAMES;
  }

  private static byte[] join(List<byte[]> pages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pages.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
