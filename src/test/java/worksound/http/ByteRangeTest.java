package worksound.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

  private static final String ETAG = "\"ab-1\"";

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9,    0,  9",
    "bytes=0-,     0, 99",
    "bytes=99-,   99, 99",
    "bytes=-1,    99, 99",
    "bytes=-500,   0, 99",
    "bytes=90-500,90, 99",
    "' bytes=5-5 ', 5,  5",
  })
  void aRangeInsideIsServedAsAPart(String header, long first, long last) {
    ByteRange range = ByteRange.of(header, null, ETAG, 100);
    assertThat(range).isEqualTo(new ByteRange(first, last, 100, true));
    assertThat(range.length()).isEqualTo(last - first + 1);
    assertThat(range.contentRange()).isEqualTo("bytes " + first + "-" + last + "/100");
    assertThat(range.reachesEnd()).isEqualTo(last == 99);
  }

  @ParameterizedTest
  @CsvSource({"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
  void aRangeOutsideIsNotSatisfiable(String header) {
    assertThat(ByteRange.of(header, null, ETAG, 100)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"bytes=9-0", "bytes=-", "bytes=a-b", "items=0-9", "'bytes=0-1,5-6'", "bytes=99999999999999999999-", "''"})
  void whatCannotBeReadMeansTheWholeFile(String header) {
    assertThat(ByteRange.of(header, null, ETAG, 100)).isEqualTo(ByteRange.whole(100));
  }

  @Test
  void withoutARangeItIsTheWholeFile() {
    assertThat(ByteRange.of(null, null, ETAG, 100)).isEqualTo(ByteRange.whole(100));
    assertThat(ByteRange.whole(100).reachesEnd()).isTrue();
  }

  @Test
  void ifRangeHoldsOnlyForTheSameFile() {
    assertThat(ByteRange.of("bytes=0-9", ETAG, ETAG, 100).part()).isTrue();
    assertThat(ByteRange.of("bytes=0-9", "\"other\"", ETAG, 100)).isEqualTo(ByteRange.whole(100));
  }

  @Test
  void anEmptyFileHasNoParts() {
    assertThat(ByteRange.whole(0).length()).isZero();
    assertThat(ByteRange.of("bytes=0-", null, ETAG, 0)).isNull();
    assertThat(ByteRange.of("bytes=-5", null, ETAG, 0)).isNull();
  }
}
