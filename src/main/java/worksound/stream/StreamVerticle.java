package worksound.stream;

import static worksound.messages.Addresses.STATUS_CHANGED;
import static worksound.messages.Addresses.STATUS_GET;
import static worksound.messages.Addresses.STREAM_PING;
import static worksound.messages.Addresses.STREAM_TUNED_OUT;
import static worksound.messages.Addresses.STREAM_TUNE_IN;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import worksound.config.StreamConfig;
import worksound.messages.Liveness.Pong;
import worksound.messages.Playback.Format;
import worksound.messages.Status.GetStatus;
import worksound.stream.encode.Mp3Encoder;
import worksound.stream.encode.OpusEncoder;
import worksound.stream.encode.StreamEncoder;
import worksound.stream.encode.WavEncoder;
import worksound.time.Scheduler;

/**
 * Plays the music to whatever plays a URL. It reads segments from disk while it mixes, so it runs on a worker.
 *
 * <p>What it encodes goes to http over the bus, in pieces that are made once and handed on by reference to everybody: so http knows nothing
 * of sound and this nothing of connections, and a listener that is slow, gone or one of a hundred is http's business alone. Handing a
 * connection over instead would tie both to one process and put its back-pressure where the mixing is.
 */
public final class StreamVerticle extends VerticleBase {

  static final Map<Format, Supplier<StreamEncoder>> ENCODERS = Map.of(Format.wav, WavEncoder::new, Format.mp3, Mp3Encoder::new,
    Format.opus, () -> new OpusEncoder(ThreadLocalRandom.current().nextInt()));

  private final StreamConfig config;
  private final Function<Vertx, Scheduler> clock;
  private final Map<Format, Supplier<StreamEncoder>> encoders;
  private Station station;

  public StreamVerticle(StreamConfig config) {
    this(config, Scheduler::of, ENCODERS);
  }

  StreamVerticle(StreamConfig config, Function<Vertx, Scheduler> clock, Map<Format, Supplier<StreamEncoder>> encoders) {
    this.config = config;
    this.clock = clock;
    this.encoders = encoders;
  }

  @Override
  public Future<?> start() {
    station = new Station(vertx, clock.apply(vertx), config, new Broadcast(vertx, encoders));
    return Future.all(List.of(
      STREAM_TUNE_IN.answer(vertx, station::tuneIn),
      STREAM_PING.answer(vertx, ping -> Future.succeededFuture(new Pong())),
      STREAM_TUNED_OUT.listen(vertx, out -> station.tunedOut(out.listenerId())),
      STATUS_CHANGED.listen(vertx, changed -> station.update(changed.snapshot()))))
      .compose(listening -> STATUS_GET.ask(vertx, new GetStatus())).onSuccess(station::update);
  }

  @Override
  public Future<?> stop() {
    station.shutDown();
    return Future.succeededFuture();
  }
}
