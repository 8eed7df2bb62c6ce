package worksound.audio.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import worksound.bus.Failure;
import worksound.config.SegmentConfig;

/** Whether the disk that segments lie on has room for another one. */
public final class DiskSpaceCheck {

  /** What arrives, what pages fetch of it and the next seed. */
  private static final int FILES_PER_SEGMENT = 3;
  /** The largest form in which ACE-Step sends a segment: 32 bits, stereo, at 48 kHz. */
  private static final int BYTES_PER_SECOND = 4 * 2 * 48_000;

  private final Disk disk;
  private final long needed;

  /** How much space there is. */
  public interface Disk {

    /** The real one; asks for the folder itself, because inside a container its mount point may not be listed. */
    Disk REAL = directory -> directory.toFile().getUsableSpace();

    /** Bytes that can be written where a folder lies. */
    long usableBytes(Path directory) throws IOException;
  }

  public DiskSpaceCheck(SegmentConfig shape, Disk disk) {
    this.disk = disk;
    this.needed = FILES_PER_SEGMENT * Math.round(shape.seconds() * BYTES_PER_SECOND);
  }

  /** Refuses with {@link Failure#DISK_FULL} when there is no room where a folder lies, which passes as soon as someone makes some. */
  void require(Path directory) throws IOException {
    long usable = disk.usableBytes(directory);
    if (usable < needed) {
      throw Failure.DISK_FULL.because(String.format(Locale.ROOT,
        "The disk with the folder for segments (audio.dir) has %.0f MB left, expected at least %.0f MB. Make room there.",
        usable / 1e6, needed / 1e6));
    }
  }
}
