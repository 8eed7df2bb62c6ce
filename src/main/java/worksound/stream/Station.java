package worksound.stream;

import static worksound.messages.Addresses.SESSION_START;
import static worksound.messages.Addresses.STATUS_GET;
import static worksound.messages.Addresses.STREAM_ENDED;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.bus.Failure;
import worksound.config.StreamConfig;
import worksound.messages.Playback.StreamEnded;
import worksound.messages.Playback.TuneIn;
import worksound.messages.Playback.TunedIn;
import worksound.messages.SessionRequests.StartSession;
import worksound.messages.Snapshot;
import worksound.messages.Status.GetStatus;
import worksound.stream.mix.Mixer;
import worksound.time.Scheduler;

/**
 * Has a session played while anybody listens: the first listener joins the session that runs or starts one, the last one leaves it. When the
 * session is stopped or plays elsewhere, the music fades out and those who listened are sent away.
 */
final class Station {

  private static final double TICK_SECONDS = 0.1;
  private static final double FADE_OUT_SECONDS = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Station.class);

  private final Vertx vertx;
  private final Scheduler scheduler;
  private final StreamConfig config;
  private final Broadcast broadcast;
  private final Listeners listeners = new Listeners();
  private Snapshot snapshot;
  private StreamPlayer player;
  private Pacer pacer;
  private Long timerId;
  /** Whether a session is being started. */
  private boolean starting;
  /** Whose connections end when what sounds has faded out, null while the music goes on. */
  private StreamEnded ending;
  /** The session that was heard last, and where. */
  private String heardSession;
  private Heard heard;

  Station(Vertx vertx, Scheduler scheduler, StreamConfig config, Broadcast broadcast) {
    this.vertx = vertx;
    this.scheduler = scheduler;
    this.config = config;
    this.broadcast = broadcast;
  }

  /** Lets a listener in, by what the status says at this moment: what it has published may still be on its way. */
  Future<TunedIn> tuneIn(TuneIn listener) {
    listeners.expect(listener.listenerId());
    return STATUS_GET.ask(vertx, new GetStatus()).onSuccess(this::update).map(newest -> admit(listener))
      .onFailure(e -> listeners.remove(List.of(listener.listenerId())));
  }

  private TunedIn admit(TuneIn listener) {
    if (!isRunning() && !config.autostart()) {
      throw Failure.NO_SESSION.because("No music is playing, and tuning in does not start it (stream.autostart).");
    }
    listeners.add(listener, config.maxListeners(), scheduler.seconds());
    LOG.info("{} listens as {}, {} in all", listener.player() == null ? "a player" : listener.player(), listener.format(), listeners.count());
    if (timerId == null) {
      pacer = new Pacer(scheduler.seconds());
      timerId = scheduler.schedule(TICK_SECONDS, this::tick);
    }
    join(listener.prompt());
    return broadcast.open(listener.format());
  }

  private boolean isRunning() {
    return snapshot != null && snapshot.sessionId() != null && snapshot.error() == null;
  }

  /** Plays the session that runs; starts one where there is none, or goes on with one that has failed. */
  private void join(String prompt) {
    if (starting || player != null && isRunning()) {
      return;
    }
    if (isRunning()) {
      play(snapshot.sessionId());
      return;
    }
    starting = true;
    SESSION_START.ask(vertx, new StartSession(prompt, true)).onComplete(reply -> {
      starting = false;
      if (player == null && !listeners.isEmpty()) {
        play(reply.sessionId());
      }
    }, e -> {
      starting = false;
      LOG.warn("the music could not be started: {}", Failure.words(e));
      end(new StreamEnded(listeners.ids(), "failed"));
    });
  }

  private void play(String sessionId) {
    Heard known = Heard.in(snapshot, sessionId);
    Heard from = known != null ? known : sessionId.equals(heardSession) ? heard : null;
    player = new StreamPlayer(vertx, scheduler, "stream-" + UUID.randomUUID(), sessionId, from, listeners::described, this::tickNow, this::lost);
    player.update(snapshot);
    tickNow();
  }

  private void lost(String reason) {
    LOG.info("session={} is not played to the stream any more: {}", player.sessionId(), reason);
    ending = new StreamEnded(listeners.ids(), reason);
    player.fadeOut(FADE_OUT_SECONDS);
  }

  /** Somebody does not listen any more, or does not wait any longer to be let in. */
  void tunedOut(String listenerId) {
    listeners.remove(List.of(listenerId));
    broadcast.keep(listeners.formats());
    if (listeners.isEmpty()) {
      rest();
    }
  }

  /** Takes in what the status says now. */
  void update(Snapshot newest) {
    if (snapshot == null || newest.version() > snapshot.version()) {
      snapshot = newest;
      if (player != null && ending == null) {
        player.update(newest);
        if (!player.isSounding()) {
          tickNow();
        }
      }
    }
  }

  /** For the first sound, which does not wait until the next tick is due. */
  private void tickNow() {
    scheduler.cancel(timerId);
    timerId = scheduler.schedule(0, this::tick);
  }

  private void tick() {
    timerId = scheduler.schedule(TICK_SECONDS, this::tick);
    try {
      send();
    } catch (RuntimeException e) {
      LOG.error("the stream cannot go on", e);
      end(new StreamEnded(listeners.ids(), "failed"));
    }
    if (ending != null && player.isQuiet()) {
      end(ending);
    }
  }

  private void send() {
    if (player != null) {
      player.look();
    }
    if (player != null && player.isSounding()) {
      pacer.musicBegins(scheduler.seconds());
      broadcast.endWarmUp();
    } else if (player == null || !player.isOpening()) {
      broadcast.warmUp();
    }
    for (long due = pacer.due(scheduler.seconds()); due >= Mixer.BLOCK; due -= Mixer.BLOCK) {
      broadcast.send(player == null ? new float[2 * Mixer.BLOCK] : player.mix(Mixer.BLOCK), player == null ? "" : player.title());
      pacer.mixed(Mixer.BLOCK);
    }
  }

  /** Sends listeners away; for who has come meanwhile it begins anew. */
  private void end(StreamEnded over) {
    STREAM_ENDED.publish(vertx, over);
    ending = null;
    listeners.end(over, scheduler.seconds());
    broadcast.keep(listeners.formats());
    leave();
    if (listeners.isEmpty()) {
      rest();
    } else {
      pacer = new Pacer(scheduler.seconds());
      join(null);
    }
  }

  private void leave() {
    if (player != null) {
      player.close();
      heardSession = player.sessionId();
      heard = player.heard();
      player = null;
    }
  }

  private void rest() {
    leave();
    ending = null;
    broadcast.clear();
    if (timerId != null) {
      scheduler.cancel(timerId);
      timerId = null;
    }
  }

  /** Mixes nothing any more. */
  void shutDown() {
    listeners.remove(listeners.ids());
    rest();
  }
}
