package worksound.audio.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.bus.Failure;
import worksound.config.SegmentConfig;

class DiskSpaceCheckTest {

  private static final SegmentConfig SHAPE = new SegmentConfig(10, 2);
  private static final long NEEDED = 3 * 10 * 48_000 * 2 * 4;

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "-1, false"})
  void thereHasToBeRoomForEveryFileOfASegment(long more, boolean enough) throws IOException {
    if (enough) {
      check(NEEDED + more);
    } else {
      assertFull(() -> check(NEEDED + more), "audio.dir");
    }
  }

  @Test
  void aFullDiskIsToldInWordsThatHelp() {
    assertFull(() -> check(2_000_000), "audio.dir", "2 MB left", "at least 12 MB");
  }

  @Test
  void theRealDiskIsAsked() throws IOException {
    assertThat(DiskSpaceCheck.Disk.REAL.usableBytes(folder)).isPositive();
  }

  private void check(long usableBytes) throws IOException {
    new DiskSpaceCheck(SHAPE, asked -> usableBytes).require(folder);
  }

  private static void assertFull(ThrowingCallable check, String... words) {
    assertThatThrownBy(check).isInstanceOfSatisfying(Failure.RefusedException.class, e -> assertThat(e.failure()).isEqualTo(Failure.DISK_FULL))
      .hasMessageContainingAll(words);
  }
}
