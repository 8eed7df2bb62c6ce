package worksound.audio.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.config.SegmentConfig;
import worksound.messages.Measurements.Decay;
import worksound.messages.Measurements.Tone;
import worksound.messages.Segment;
import worksound.testing.Requirement;

/** How the music holds up is told from the segments that are kept, not from those whose place another one has taken. */
@Requirement("B17")
class ResumeStoreTest {

  private static final Tone BRIGHT = new Tone(-3, 8_000, -70, 10, -6);
  private static final Tone OTHER = new Tone(-3.2, 7_800, -71, 10, -6);
  private static final Tone DULL = new Tone(-9, 1_500, -70, 10, -6);

  private SegmentDirectory directory;
  private ResumeStore store;

  @BeforeEach
  void open(@TempDir Path folder) {
    directory = SegmentDirectory.open(folder);
    store = new ResumeStore(directory, new SegmentConfig(60, 15));
  }

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  private Decay keep(int index, Tone tone) {
    return store.keep("ab12", new Segment(index, index == 0 ? null : index - 1, "rain", 60, 15, index == 0 ? null : Segment.Join.overlap, 48_000, 1,
      "\"e\"", null, 0, 0, -20.0, null), tone);
  }

  @Test
  void aReplacedTakeIsNoReference() {
    keep(0, BRIGHT);
    keep(1, DULL);
    assertThat(keep(1, OTHER).references()).containsExactly(BRIGHT, OTHER);
    assertThat(keep(2, BRIGHT)).matches(decay -> decay.anchorIndex() == 2 && decay.references().size() == 3);
    assertThat(keep(2, OTHER)).matches(decay -> decay.anchorIndex() == 2 && decay.references().size() == 3);
  }

  @Test
  void twoTakesOfASegmentAreNotTwoSegmentsBeyondTheLimit() {
    for (int index = 0; index < 3; index++) {
      keep(index, BRIGHT);
    }
    assertThat(keep(3, DULL).crossings()).isEqualTo(1);
    assertThat(keep(3, DULL).crossings()).isEqualTo(1);
    assertThat(keep(3, BRIGHT).crossings()).as("the one that is kept is not worn").isZero();
  }

  @Test
  void segmentsThatAreLostCountForNothing() {
    for (int index = 0; index < 3; index++) {
      keep(index, BRIGHT);
    }
    keep(3, DULL);
    keep(4, DULL);
    assertThat(keep(3, BRIGHT).crossings()).isZero();
    assertThat(keep(4, DULL).crossings()).isEqualTo(1);
  }
}
