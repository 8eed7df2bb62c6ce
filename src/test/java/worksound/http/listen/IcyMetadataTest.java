package worksound.http.listen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import worksound.testing.Requirement;

/** Titles lie where players look for them, and the sound around them is untouched. */
@Requirement("B12")
class IcyMetadataTest {

  private final IcyMetadata metadata = new IcyMetadata();
  private final Buffer sent = Buffer.buffer();
  private final Buffer sound = Buffer.buffer();
  private final List<String> titles = new ArrayList<>();

  @Test
  void aTitleComesAfterEverySixteenThousandBytesAndOnlyWhenItIsAnother() {
    for (int i = 0; i < 100; i++) {
      send(777, i < 50 ? "rain" : "piano");
    }
    read();
    assertThat(titles).containsExactly("StreamTitle='rain';", "", "StreamTitle='piano';", "");
  }

  @Test
  void onePieceMayHoldManyTitles() {
    send(3 * IcyMetadata.INTERVAL, "rain");
    send(1, "rain");
    read();
    assertThat(titles).containsExactly("StreamTitle='rain';", "", "");
  }

  @Test
  void aTitleEndsWhereItSays() {
    send(IcyMetadata.INTERVAL, "it's; a\nline‮ " + "é".repeat(500));
    read();
    assertThat(titles.get(0)).startsWith("StreamTitle='it’s, a line  éé").endsWith("é';").hasSizeLessThan(220);
  }

  private void send(int bytes, String title) {
    Buffer piece = Buffer.buffer();
    for (int i = 0; i < bytes; i++) {
      piece.appendByte((byte) (sound.length() + i));
    }
    sound.appendBuffer(piece);
    sent.appendBuffer(metadata.insert(piece, title));
  }

  /** Takes the titles out as a player does. */
  private void read() {
    Buffer heard = Buffer.buffer();
    int at = 0;
    while (sent.length() - at >= IcyMetadata.INTERVAL) {
      heard.appendBuffer(sent, at, IcyMetadata.INTERVAL);
      at += IcyMetadata.INTERVAL;
      int length = 16 * Byte.toUnsignedInt(sent.getByte(at));
      titles.add(sent.getString(at + 1, at + 1 + length, UTF_8.name()).replace("\0", ""));
      at += 1 + length;
    }
    heard.appendBuffer(sent, at, sent.length() - at);
    assertThat(heard).isEqualTo(sound);
  }
}
