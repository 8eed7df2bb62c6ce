package worksound.stream;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import worksound.bus.RecordCodec;
import worksound.config.Config;
import worksound.inference.SimulatedTime;
import worksound.messages.Addresses;
import worksound.messages.Liveness.Ping;
import worksound.messages.Playback.Format;
import worksound.messages.Playback.StreamEnded;
import worksound.messages.Playback.StreamFrames;
import worksound.messages.Playback.TuneIn;
import worksound.messages.Playback.TunedIn;
import worksound.messages.Segment;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SegmentEvents.SegmentDelivered;
import worksound.messages.SegmentRequests.FoundSegment;
import worksound.messages.SessionEvents.SessionKept;
import worksound.messages.SessionEvents.SessionStarted;
import worksound.messages.SessionRequests.SessionReply;
import worksound.messages.SessionRequests.StartSession;
import worksound.messages.Snapshot;
import worksound.messages.Status.GetStatus;
import worksound.status.StatusVerticle;
import worksound.stream.encode.StreamEncoder;
import worksound.stream.mix.Frames;
import worksound.stream.mix.Tape;

/** The stream on virtual time, with the real status, before segments of a known signal. */
final class StreamHouse {

  static final String SESSION = "abcdef12";
  private static final int PATIENCE_SECONDS = 20;

  static final Tape TAPE = new Tape(3, 70);
  private final SimulatedTime time = new SimulatedTime();
  private final Map<Integer, FoundSegment> files = new ConcurrentHashMap<>();
  final ConcurrentLinkedQueue<StreamFrames> frames = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Integer> delivered = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<StreamEnded> ended = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<StartSession> started = new ConcurrentLinkedQueue<>();
  final Vertx vertx;
  /** A session is over before whoever has started it learns of it. */
  volatile boolean stopsAtOnce;
  private final Path directory;
  private Context context;
  /** The session is one that an earlier process kept, up to this segment; null for a new one. */
  private volatile Segment kept;

  StreamHouse(Vertx vertx, Path directory) throws Exception {
    this(vertx, directory, StreamVerticle.ENCODERS);
  }

  StreamHouse(Vertx vertx, Path directory, Map<Format, Supplier<StreamEncoder>> encoders) throws Exception {
    this.vertx = vertx;
    this.directory = directory;
    Config config = Config.from(new JsonObject().put("segment", new JsonObject().put("seconds", Tape.SECONDS).put("overlap_seconds", Tape.OVERLAP))
      .put("player", new JsonObject().put("crossfade_seconds", Tape.FADE)));
    RecordCodec.register(vertx.eventBus());
    done(vertx.deployVerticle(new StatusVerticle(config)));
    done(Future.all(
      Addresses.SESSION_START.answer(vertx, this::start),
      Addresses.AUDIO_FIND.answer(vertx, find -> Future.succeededFuture(files.get(find.index()))),
      Addresses.STREAM_FRAMES.listen(vertx, frames::add),
      Addresses.STREAM_ENDED.listen(vertx, ended::add),
      Addresses.SEGMENT_DELIVERED.listen(vertx, (SegmentDelivered event) -> delivered.add(event.index()))));
    done(vertx.deployVerticle(new StreamVerticle(config.stream(), on -> {
      context = on.getOrCreateContext();
      return time;
    }, encoders)));
  }

  private Future<SessionReply> start(StartSession request) {
    started.add(request);
    if (stopsAtOnce) {
      return Future.succeededFuture(new SessionReply(SESSION, request.prompt(), 0));
    }
    Addresses.SESSION_STARTED.publish(vertx, new SessionStarted(SESSION, request.prompt(), kept != null, kept, Instant.now()));
    return Future.succeededFuture(new SessionReply(SESSION, request.prompt(), 0));
  }

  TunedIn tuneIn(String id, Format format) throws Exception {
    return done(ask(id, format));
  }

  Future<TunedIn> ask(String id, Format format) {
    return Addresses.STREAM_TUNE_IN.ask(vertx, new TuneIn(id, format, "mpv", "mpv@" + id, true, "rain"));
  }

  /** The stream does nothing until then, as on a disk that does not answer. */
  void hang(CountDownLatch until) {
    context.runOnContext(v -> {
      try {
        until.await(PATIENCE_SECONDS, SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  void accept(int index) throws IOException {
    Addresses.SEGMENT_ACCEPTED.publish(vertx, new SegmentAccepted(SESSION, written(index), 0, null, null, Instant.now()));
  }

  /** An earlier process has left this segment, and the session was heard there last. */
  void keep(int index, Snapshot.Heard heard) throws IOException {
    kept = written(index);
    Addresses.SESSION_KEPT.publish(vertx, new SessionKept(SESSION, kept.prompt(), index, heard, Instant.now()));
  }

  private Segment written(int index) throws IOException {
    Tape.Cut cut = TAPE.cut(index);
    Path file = TAPE.write(cut, directory.resolve(index + ".wav"));
    files.put(index, new FoundSegment(SESSION, index, file.toString(), 0, cut.segment().etag()));
    return cut.segment();
  }

  /** The same music again, as a later segment. @param index of which the file of {@code index % files} is taken */
  void acceptAgain(int index, int files) {
    Segment like = TAPE.cut(Math.max(1, index % files)).segment();
    String file = directory.resolve(like.index() + ".wav").toString();
    this.files.put(index, new FoundSegment(SESSION, index, file, 0, like.etag()));
    Segment segment = new Segment(index, index - 1, like.prompt(), like.seconds(), like.overlapSeconds(), like.join(), like.sampleRate(), 0,
      like.etag(), like.seam(), 0, 0, null, null);
    Addresses.SEGMENT_ACCEPTED.publish(vertx, new SegmentAccepted(SESSION, segment, 0, null, null, Instant.now()));
  }

  /** Lets time pass in steps of a tenth of a second, each of them until everybody has heard what it led to. */
  void pass(double seconds) throws Exception {
    settle();
    for (long step = Math.round(seconds * 10); step > 0; step--) {
      step(0.1);
    }
  }

  /** Lets time pass at once, until everybody has heard what it led to. */
  void step(double seconds) throws Exception {
    Promise<Void> passed = Promise.promise();
    context.runOnContext(v -> {
      time.pass(seconds);
      passed.complete();
    });
    done(passed.future());
    settle();
  }

  void settle() throws Exception {
    for (int i = 0; i < 3; i++) {
      done(Addresses.STREAM_PING.ask(vertx, new Ping()));
      done(Addresses.STATUS_GET.ask(vertx, new GetStatus()));
    }
  }

  Snapshot status() throws Exception {
    return done(Addresses.STATUS_GET.ask(vertx, new GetStatus()));
  }

  static <T> T done(Future<T> future) throws Exception {
    return future.await(PATIENCE_SECONDS, SECONDS);
  }

  /** What a listener of the WAV has been sent, header apart, as numbers. */
  float[] music(TunedIn in) {
    Buffer all = Buffer.buffer();
    in.opening().forEach(all::appendBuffer);
    frames.stream().filter(sent -> sent.format() == Format.wav && sent.number() >= in.next()).forEach(sent -> all.appendBuffer(sent.bytes()));
    float[] samples = new float[(all.length() - 44) / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = all.getShortLE(44 + 2 * i) / 32_768f;
    }
    return samples;
  }

  /** The frame with which the music begins: the block in which something sounds first. */
  static long begun(float[] sent) {
    int first = 0;
    while (sent[first] == 0) {
      first++;
    }
    return first / 2 / Frames.of(0.1) * Frames.of(0.1);
  }
}
