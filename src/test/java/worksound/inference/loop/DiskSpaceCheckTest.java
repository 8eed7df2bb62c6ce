package worksound.inference.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.config.SegmentConfig;
import worksound.inference.failure.AcestepException;
import worksound.inference.failure.Problem;

class DiskSpaceCheckTest {

  private static final SegmentConfig SHAPE = new SegmentConfig(10, 2);
  private static final long NEEDED = 3 * 10 * 48_000 * 2 * 4;

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "-1, false"})
  void thereHasToBeRoomForEveryFileOfASegment(long more, boolean enough) {
    assertThat(new DiskSpaceCheck(folder, SHAPE, asked -> NEEDED + more).check().succeeded()).isEqualTo(enough);
  }

  @Test
  void aFullDiskIsToldInWordsThatHelp() {
    assertThat(new DiskSpaceCheck(folder, SHAPE, asked -> 2_000_000).check().cause()).isInstanceOfSatisfying(AcestepException.class, e ->
      assertThat(e.problem().code()).isEqualTo("disk-full")).hasMessageContainingAll("audio.dir", "2 MB left", "at least 12 MB");
  }

  @Test
  void theRealDiskIsAsked() throws IOException {
    assertThat(DiskSpaceCheck.Disk.REAL.usableBytes(folder)).isPositive();
    assertThat(new DiskSpaceCheck(folder.resolve("nowhere"), SHAPE, DiskSpaceCheck.Disk.REAL).check().cause())
      .isInstanceOfSatisfying(AcestepException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INTERNAL_ERROR));
  }
}
