package worksound.stream.encode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes the pages of one Ogg stream (RFC 3533): whole packets, at most 255 segments of 255 bytes a page. */
final class OggPages {

  static final int CONTINUES = 0;
  static final int FIRST = 2;

  private static final int HEADER_BYTES = 27;
  private static final int MAX_SEGMENT = 255;
  private static final int CHECKSUM_AT = 22;
  private static final int[] CRC = crcTable();

  private final int serial;
  private int number;

  /** @param serial tells this stream from another in the same connection */
  OggPages(int serial) {
    this.serial = serial;
  }

  /**
   * The next page.
   *
   * @param type {@link #FIRST} for the first page of the stream, else {@link #CONTINUES}
   * @param granule the stream's position behind the last packet of the page, in samples
   */
  byte[] page(int type, long granule, List<byte[]> packets) {
    ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    for (byte[] packet : packets) {
      for (int left = packet.length; left >= 0; left -= MAX_SEGMENT) {
        lacing.write(Math.min(left, MAX_SEGMENT));
      }
    }
    if (lacing.size() > MAX_SEGMENT) {
      throw new IllegalArgumentException(lacing.size() + " segments on one page, expected at most " + MAX_SEGMENT);
    }
    int bytes = packets.stream().mapToInt(packet -> packet.length).sum();
    ByteBuffer page = ByteBuffer.allocate(HEADER_BYTES + lacing.size() + bytes).order(ByteOrder.LITTLE_ENDIAN);
    page.put("OggS".getBytes()).put((byte) 0).put((byte) type).putLong(granule).putInt(serial).putInt(number++).putInt(0);
    page.put((byte) lacing.size()).put(lacing.toByteArray());
    packets.forEach(page::put);
    return page.putInt(CHECKSUM_AT, checksum(page.array())).array();
  }

  /** CRC-32 with the polynomial 0x04C11DB7, the highest bit first, from 0, without a final inversion. */
  private static int checksum(byte[] page) {
    int crc = 0;
    for (byte b : page) {
      crc = crc << 8 ^ CRC[crc >>> 24 ^ b & 0xFF];
    }
    return crc;
  }

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? 0x04C11DB7 : 0);
      }
      table[i] = crc;
    }
    return table;
  }
}
