package worksound.inference.loop;

import io.vertx.core.Vertx;
import worksound.config.SegmentConfig;
import worksound.time.Scheduler;

/** What every attempt at a segment works with besides the server that makes it. */
public record GenerationTools(Vertx vertx, Scheduler time, SegmentConfig shape) {
}
