package worksound.inference;

import static worksound.messages.Addresses.ENGINE_CHECKED;
import static worksound.messages.Addresses.INFERENCE_PING;
import static worksound.messages.Addresses.MUSIC_DECAYED;
import static worksound.messages.Addresses.PLAYBACK_REPORTED;
import static worksound.messages.Addresses.SEGMENT_DELIVERED;
import static worksound.messages.Addresses.SEGMENT_LOST;
import static worksound.messages.Addresses.SESSION_PIECE;
import static worksound.messages.Addresses.SESSION_PIECE_WITHDRAW;
import static worksound.messages.Addresses.SESSION_PROMPT;
import static worksound.messages.Addresses.SESSION_START;
import static worksound.messages.Addresses.SESSION_STOP;
import static worksound.messages.Addresses.STATUS_STARTED;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import worksound.config.AcestepHost;
import worksound.config.Config;
import worksound.inference.acestep.AcestepServer;
import worksound.inference.acestep.ServerPool;
import worksound.inference.acestep.models.StartupProbe;
import worksound.inference.attempt.GenerationContext;
import worksound.inference.loop.GenerationLoop;
import worksound.inference.loop.PlaybackFeedback;
import worksound.inference.loop.SessionCommands;
import worksound.messages.Liveness.Pong;
import worksound.messages.SegmentFiles;
import worksound.messages.SessionRequests.SessionReply;
import worksound.messages.SessionRequests.StartSession;
import worksound.time.Scheduler;

/** Calls ACE-Step on the GPU host: takes session commands and keeps the generation loop going. */
public final class InferenceVerticle extends VerticleBase {

  private static final int SESSION_ID_BYTES = 4;

  private final Config config;
  private final List<AcestepHost> hosts;
  private final Function<Vertx, Scheduler> clock;
  private final SecureRandom random = new SecureRandom();
  private ServerPool servers;
  private GenerationLoop loop;
  private SessionCommands commands;
  private List<StartupProbe> startupProbes;

  /**
   * @param hosts the servers to call, the first choice first; for the built-in engine that is not the configured one
   */
  public InferenceVerticle(Config config, List<AcestepHost> hosts) {
    this(config, hosts, Scheduler::of);
  }

  InferenceVerticle(Config config, List<AcestepHost> hosts, Function<Vertx, Scheduler> clock) {
    this.config = config;
    this.hosts = List.copyOf(hosts);
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    Scheduler scheduler = clock.apply(vertx);
    GenerationContext context = new GenerationContext(vertx, scheduler, config.segment());
    List<AcestepServer> all = hosts.stream().map(host -> new AcestepServer(vertx, scheduler, host)).toList();
    servers = new ServerPool(scheduler, all);
    loop = new GenerationLoop(context, servers, config);
    PlaybackFeedback feedback = loop.feedback();
    commands = new SessionCommands(context, servers, loop, config.session().defaultPrompt());
    startupProbes = all.stream().map(server -> startupProbe(server, scheduler)).toList();
    return Future.all(List.of(
      SESSION_START.answer(vertx, this::startSession),
      SESSION_STOP.answer(vertx, stop -> commands.stop()),
      SESSION_PROMPT.answer(vertx, change -> commands.changePrompt(change.prompt())),
      SESSION_PIECE.answer(vertx, request -> commands.requestPiece()),
      SESSION_PIECE_WITHDRAW.answer(vertx, request -> commands.withdrawPiece()),
      INFERENCE_PING.answer(vertx, ping -> Future.succeededFuture(new Pong())),
      SEGMENT_DELIVERED.listen(vertx, delivered -> feedback.delivered(delivered.sessionId(), delivered.index())),
      MUSIC_DECAYED.listen(vertx, decayed -> feedback.decayed(decayed.sessionId(), decayed.anchorIndex())),
      SEGMENT_LOST.listen(vertx, lost -> feedback.lost(lost.sessionId(), lost.index())),
      PLAYBACK_REPORTED.listen(vertx, reported -> feedback.reported(reported.report())),
      STATUS_STARTED.listen(vertx, status -> tell())))
      .onSuccess(listening -> {
        commands.tellCurrent();
        startupProbes.forEach(StartupProbe::begin);
      });
  }

  /** Tells a status that was started later than this what it has missed. */
  private void tell() {
    startupProbes.forEach(StartupProbe::tellAgain);
    commands.tellCurrent();
  }

  private StartupProbe startupProbe(AcestepServer server, Scheduler scheduler) {
    return new StartupProbe(server.name(), scheduler, server::inventory, server.fallbacks().parameterSets(),
      config.acestep().retrySeconds(), finding -> ENGINE_CHECKED.publish(vertx, finding));
  }

  private Future<SessionReply> startSession(StartSession request) {
    startupProbes.forEach(StartupProbe::end);
    return commands.start(newSessionId(), request.prompt(), request.resume());
  }

  @Override
  public Future<?> stop() {
    startupProbes.forEach(StartupProbe::end);
    loop.shutDown();
    return servers.close();
  }

  private String newSessionId() {
    byte[] bytes = new byte[SESSION_ID_BYTES];
    String id;
    do {
      random.nextBytes(bytes);
      id = HexFormat.of().formatHex(bytes);
    } while (!SegmentFiles.isSessionId(id));
    return id;
  }
}
