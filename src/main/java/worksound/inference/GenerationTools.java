package worksound.inference;

import io.vertx.core.Vertx;
import worksound.config.SegmentConfig;
import worksound.messages.SegmentFiles;

/** What every attempt at a segment works with besides the server that makes it. */
record GenerationTools(Vertx vertx, Time time, SegmentConfig shape, SegmentFiles files, Room room) {
}
