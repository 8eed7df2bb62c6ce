package worksound.http.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import worksound.text.Printable;

/**
 * Puts titles between the bytes of a stream, as Shoutcast and Icecast servers do for players that ask with {@code Icy-MetaData: 1}: after every
 * {@link #INTERVAL} bytes of sound comes one byte that counts blocks of 16 bytes, then so many blocks of text, padded with zeros. A title that
 * has not changed is a single 0.
 *
 * @see <a href="https://gist.github.com/dimitris-c/3e2af7ab456c965d20dc">The Shoutcast metadata protocol</a>
 */
final class IcyMetadata {

  /** Bytes of sound between titles, as Icecast has it. */
  static final int INTERVAL = 16_000;
  private static final int BLOCK = 16;
  private static final int MOST_TITLE_CHARACTERS = 200;

  private String sent;
  private int untilNext = INTERVAL;

  /** The same bytes with the title wherever one is due. */
  Buffer insert(Buffer sound, String title) {
    if (sound.length() < untilNext) {
      untilNext -= sound.length();
      return sound;
    }
    Buffer out = Buffer.buffer(sound.length() + INTERVAL / BLOCK);
    int at = 0;
    while (sound.length() - at >= untilNext) {
      out.appendBuffer(sound, at, untilNext).appendBuffer(block(title));
      at += untilNext;
      untilNext = INTERVAL;
    }
    untilNext -= sound.length() - at;
    return out.appendBuffer(sound, at, sound.length() - at);
  }

  private Buffer block(String title) {
    if (title.equals(sent)) {
      return Buffer.buffer(new byte[1]);
    }
    sent = title;
    byte[] text = ("StreamTitle='" + sanitised(title) + "';").getBytes(UTF_8);
    int blocks = (text.length + BLOCK - 1) / BLOCK;
    return Buffer.buffer(1 + blocks * BLOCK).appendByte((byte) blocks).appendBytes(text).appendBytes(new byte[blocks * BLOCK - text.length]);
  }

  /** A quote ends the title, so it becomes an apostrophe; what cannot be shown becomes a space. */
  private static String sanitised(String title) {
    int[] shown = Printable.spaced(title).codePoints().limit(MOST_TITLE_CHARACTERS).map(c -> c == '\'' ? '’' : c == ';' ? ',' : c).toArray();
    return new String(shown, 0, shown.length);
  }
}
