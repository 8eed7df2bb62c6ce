package worksound.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import worksound.acestep.AcestepStandIn;
import worksound.acestep.StandInTask;
import worksound.acestep.Tape;
import worksound.audio.FillableDisk;
import worksound.bus.Event;
import worksound.bus.RecordCodec;
import worksound.bus.Topic;
import worksound.config.AcestepHost;
import worksound.config.Config;
import worksound.messages.Addresses;
import worksound.messages.GenerationEvents.EngineChecked;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.SegmentEvents.SegmentAccepted;
import worksound.messages.SegmentEvents.SegmentDelivered;
import worksound.messages.SessionEvents.SessionFailed;
import worksound.messages.SessionRequests.ChangePrompt;
import worksound.messages.SessionRequests.RequestPiece;
import worksound.messages.SessionRequests.SessionReply;
import worksound.messages.SessionRequests.StartSession;
import worksound.messages.SessionRequests.StopSession;
import worksound.messages.SessionRequests.WithdrawPiece;
import worksound.messages.Snapshot;
import worksound.messages.Status.GetStatus;
import worksound.status.StatusVerticle;
import worksound.testing.Folders;
import worksound.testing.OwnLog;
import worksound.time.Scheduler;

/** The real verticles without HTTP, in front of a stand-in, and everything they say. */
final class Rig {

  static final double SECONDS_LONG = 3;
  static final double OVERLAP = 1;
  private static final long STRIDE = Math.round((SECONDS_LONG - OVERLAP) * Tape.RATE);

  final FillableDisk disk = new FillableDisk();

  /** What was found before any session; nothing of it is under way any more when a test begins. */
  final EngineChecked firstLook;

  private final Vertx vertx;
  private final AcestepStandIn standIn;
  private final String secret;
  private final Path directory;
  private final Config config;
  private final String key;
  private final List<Event> events = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private final List<String> deployments = new ArrayList<>();
  private final OwnLog log;

  private record Wait(Predicate<Event> wanted, Promise<Event> come) {
  }

  /**
   * Deploys everything.
   *
   * @param differs what the acestep section sets besides the stand-in's URL and short times
   * @param key     the key that is sent, null for none
   */
  Rig(Vertx vertx, Path directory, AcestepStandIn standIn, JsonObject differs, String key) throws Exception {
    this.vertx = vertx;
    this.standIn = standIn;
    this.secret = key == null ? "no key at all" : key;
    this.directory = directory;
    log = new OwnLog(vertx);
    JsonObject acestep = new JsonObject().put("url", standIn.url()).put("retry_seconds", List.of(0.01, 0.02))
      .put("task_stall_seconds", 4).put("download_stall_seconds", 2).mergeIn(differs);
    this.key = key;
    config = Config.from(new JsonObject().put("acestep", acestep).put("audio", new JsonObject().put("dir", directory.toString()))
      .put("segment", new JsonObject().put("seconds", SECONDS_LONG).put("overlap_seconds", OVERLAP))
      .put("player", new JsonObject().put("crossfade_seconds", 0.5)).put("session", new JsonObject().put("look_ahead", 1)));
    RecordCodec.register(vertx.eventBus());
    deploy(new StatusVerticle(config), ThreadingModel.EVENT_LOOP);
    deploy(disk.audio(config), ThreadingModel.EVENT_LOOP);
    // Heard after the status has heard the same, so that a status asked for then is never behind.
    List<Topic<? extends Event>> topics = List.of(Addresses.SESSION_STARTED, Addresses.SESSION_STOPPED, Addresses.SESSION_FAILED,
      Addresses.GENERATION_SUBMITTED, Addresses.GENERATION_PROGRESSED, Addresses.GENERATION_FINISHED, Addresses.GENERATION_FAILED,
      Addresses.GENERATION_FELL_BACK, Addresses.SEGMENT_ACCEPTED, Addresses.SEGMENT_REJECTED, Addresses.PIECE_REQUESTED,
      Addresses.PIECE_WITHDRAWN, Addresses.PIECE_FAILED, Addresses.MUSIC_DECAYED);
    for (Topic<? extends Event> topic : topics) {
      listen(topic);
    }
    firstLook = deployInference();
  }

  private EngineChecked deployInference() throws Exception {
    Promise<EngineChecked> look = Promise.promise();
    done(Addresses.ENGINE_CHECKED.listen(vertx, look::tryComplete));
    deploy(new InferenceVerticle(config, List.of(AcestepHost.of(config.acestep(), key)), Scheduler::of), ThreadingModel.WORKER);
    return done(look.future());
  }

  /** Ends generation as the end of the process does, and starts it again as the next process does. */
  void restartInference() throws Exception {
    done(vertx.undeploy(deployments.remove(0)));
    deployInference();
  }

  /** What was logged with a stack trace of this kind. */
  List<String> logged(Class<? extends Throwable> kind) {
    return log.lines().stream().filter(line -> line.getThrowableProxy() != null
      && line.getThrowableProxy().getClassName().equals(kind.getName())).map(ILoggingEvent::getFormattedMessage).toList();
  }

  private <E extends Record & Event> void listenTo(Topic<E> topic) throws Exception {
    done(topic.listen(vertx, this::happened));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void listen(Topic topic) throws Exception {
    listenTo(topic);
  }

  private void deploy(Deployable verticle, ThreadingModel model) throws Exception {
    deployments.add(0, done(vertx.deployVerticle(verticle, new DeploymentOptions().setThreadingModel(model))));
  }

  private synchronized void happened(Event event) {
    events.add(event);
    waits.removeIf(wait -> {
      boolean come = wait.wanted.test(event);
      if (come) {
        wait.come.complete(event);
      }
      return come;
    });
  }

  /** Presses Play and returns the session's id. */
  String play() throws Exception {
    return done(Addresses.SESSION_START.ask(vertx, new StartSession("calm", false))).sessionId();
  }

  String resume() throws Exception {
    return done(Addresses.SESSION_START.ask(vertx, new StartSession(null, true))).sessionId();
  }

  SessionReply change(String prompt) throws Exception {
    return done(Addresses.SESSION_PROMPT.ask(vertx, new ChangePrompt(prompt)));
  }

  SessionReply requestPiece() throws Exception {
    return done(Addresses.SESSION_PIECE.ask(vertx, new RequestPiece()));
  }

  /** Takes the new piece back; false when it is too late or there is none. */
  boolean withdrawPiece() throws Exception {
    return done(Addresses.SESSION_PIECE_WITHDRAW.ask(vertx, new WithdrawPiece())).withdrawn();
  }

  void stop() throws Exception {
    done(Addresses.SESSION_STOP.ask(vertx, new StopSession()));
  }

  /** A page took a segment, so that the next one is made. */
  void delivered(String session, int index) {
    Addresses.SEGMENT_DELIVERED.publish(vertx, new SegmentDelivered(session, index, 1, 0.1, Instant.now()));
  }

  /** The first event, past or coming, of a type and as wanted. */
  <E extends Event> E await(Class<E> type, Predicate<E> wanted) throws Exception {
    Predicate<Event> test = event -> type.isInstance(event) && wanted.test(type.cast(event));
    Promise<Event> come = Promise.promise();
    synchronized (this) {
      events.stream().filter(test).findFirst().ifPresentOrElse(come::complete, () -> waits.add(new Wait(test, come)));
    }
    return type.cast(done(come.future()));
  }

  /** Waits for a segment, and takes a failed session for a failed test. */
  void awaitAccepted(String session, int index) throws Exception {
    Event end = await(Event.class, event -> session.equals(event.sessionId())
      && (event instanceof SegmentAccepted accepted && accepted.segment().index() == index || event instanceof SessionFailed));
    assertThat(end).isInstanceOf(SegmentAccepted.class);
  }

  /** Makes and takes segments up to one. */
  void playTo(String session, int from, int to) throws Exception {
    for (int index = from; index <= to; index++) {
      awaitAccepted(session, index);
      if (index < to) {
        delivered(session, index);
      }
    }
  }

  /** Waits until so many events of a type have come in all. */
  <E extends Event> void awaitCount(Class<E> type, int count) throws Exception {
    await(type, any -> all(type).size() >= count);
  }

  synchronized <E extends Event> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  Snapshot status() throws Exception {
    return done(Addresses.STATUS_GET.ask(vertx, new GetStatus()));
  }

  /** Every accepted segment begins on the tape where its source's overlap does. */
  void assertOneTape(String session, int segments) {
    assertOneTape(session, segments, 0);
  }

  /** The same where every one comes back so many frames late. */
  void assertOneTape(String session, int segments, int lag) {
    List<Long> positions = new ArrayList<>();
    for (int index = 0; index < segments; index++) {
      StandInTask task = task(session, index);
      assertThat(task.recognised()).as("the source of segment " + index).isTrue();
      positions.add(task.tapePosition());
    }
    for (int index = 1; index < segments; index++) {
      assertThat(positions.get(index) - positions.get(index - 1)).as("stride to segment " + index).isEqualTo(STRIDE - lag);
    }
  }

  /** The task that a segment was made by. */
  StandInTask task(String session, int index) {
    String id = all(GenerationFinished.class).stream().filter(done -> done.sessionId().equals(session) && done.segmentIndex() == index)
      .reduce((before, last) -> last).orElseThrow().taskId();
    return standIn.tasks().stream().filter(task -> task.id().equals(id)).findFirst().orElseThrow();
  }

  List<String> files() {
    return Folders.filesButLock(directory).stream().map(Path::toString).toList();
  }

  /** Undeploys, and checks what holds after every story: nothing left behind, nothing given away, nothing out of hand. */
  void close() throws Exception {
    stop();
    assertThat(files()).as("files left behind").isEmpty();
    for (String deployment : deployments) {
      done(vertx.undeploy(deployment));
    }
    log.close();
    assertThat(standIn.violations()).isEmpty();
    synchronized (this) {
      assertThat(events).allSatisfy(event -> assertHarmless(JsonObject.mapFrom(event).encode()));
    }
    for (ILoggingEvent line : log.lines()) {
      assertHarmless(line.getFormattedMessage());
      assertThat(line.getLevel() == Level.ERROR && line.getLoggerName().startsWith("io.")).as(line.toString()).isFalse();
    }
  }

  private void assertHarmless(String text) {
    assertThat(text).doesNotContain("Traceback", "/home/gpu", "api_audio", ".py", secret);
  }
}
