package worksound.inference.attempt;

import io.vertx.core.Vertx;
import worksound.config.SegmentConfig;
import worksound.time.Scheduler;

/** What every attempt at a segment works with besides the server that makes it. */
public record GenerationContext(Vertx vertx, Scheduler scheduler, SegmentConfig shape) {
}
