package worksound.audio.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import worksound.bus.Failure;
import worksound.messages.Segment;

class SegmentRegistryTest {

  private final SegmentRegistry library = new SegmentRegistry();

  private static Segment segment(int index) {
    return new Segment(index, index == 0 ? null : index - 1, "p", 60, 15, Segment.Join.overlap, 48_000, 100, "\"e\"", null, 0, 0, null, null);
  }

  private static void assertRefused(ThrowingCallable call, Failure failure, String words) {
    assertThatThrownBy(call).hasMessage(words).satisfies(e -> assertThat(Failure.of(e)).isEqualTo(failure));
  }

  @Test
  void thereIsNothingAtFirst() {
    assertThat(library.sessionId()).isNull();
    assertThat(library.known("s", 0)).isNull();
    assertRefused(() -> library.find(null, null), Failure.NOT_FOUND, "There is no segment yet.");
    assertRefused(() -> library.find(null, 0), Failure.NOT_FOUND, "There is no segment 0.");
  }

  @Test
  void theNewestAndEachOneAreFound() {
    library.add("s", segment(0));
    library.add("s", segment(1));
    assertThat(library.find(null, null).index()).isEqualTo(1);
    assertThat(library.find(null, 0).index()).isZero();
    assertThat(library.known("s", 1)).isEqualTo(segment(1));
    assertThat(library.known("t", 1)).isNull();
    assertRefused(() -> library.find(null, 2), Failure.NOT_FOUND, "There is no segment 2.");
    assertRefused(() -> library.find("earlier", 1), Failure.NOT_FOUND, "There is no segment of session earlier.");
    assertRefused(() -> library.find(null, -1), Failure.NOT_FOUND, "There is no segment -1.");
  }

  @Test
  void whatIsOlderThanADeliveredOneIsGone() {
    library.add("s", segment(0));
    library.add("s", segment(1));
    library.add("s", segment(2));
    assertThat(library.forgetBefore(2)).containsExactly(0, 1);
    assertThat(library.forgetBefore(2)).isEmpty();
    assertThat(library.find(null, 2).index()).isEqualTo(2);
    assertRefused(() -> library.find(null, 1), Failure.SEGMENT_GONE, "Segment 1 is there no more: a newer one was delivered, or its file was removed.");
  }

  @Test
  void anotherSessionStartsAfresh() {
    library.add("s", segment(0));
    library.add("s", segment(1));
    library.add("t", segment(0));
    assertThat(library.isOf("t")).isTrue();
    assertThat(library.find(null, null).index()).isZero();
    assertRefused(() -> library.find(null, 1), Failure.NOT_FOUND, "There is no segment 1.");
    library.clear();
    assertThat(library.sessionId()).isNull();
    assertRefused(() -> library.find(null, null), Failure.NOT_FOUND, "There is no segment yet.");
  }
}
