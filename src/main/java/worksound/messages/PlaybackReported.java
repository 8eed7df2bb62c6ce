package worksound.messages;

import java.time.Instant;

/**
 * The page that owns playback told where it is.
 */
@Wire
public record PlaybackReported(ReportPlayback report, Instant at) {
}
