package worksound.inference;

import static worksound.messages.Addresses.ENGINE_CHECKED;
import static worksound.messages.Addresses.INFERENCE_PING;
import static worksound.messages.Addresses.PLAYBACK_REPORTED;
import static worksound.messages.Addresses.SEGMENT_DELIVERED;
import static worksound.messages.Addresses.SESSION_PROMPT;
import static worksound.messages.Addresses.SESSION_START;
import static worksound.messages.Addresses.SESSION_STOP;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import worksound.config.AcestepConfig;
import worksound.config.Config;
import worksound.messages.Pong;
import worksound.messages.SegmentFiles;
import worksound.messages.SessionReply;
import worksound.messages.StartSession;

/** Calls ACE-Step on the GPU host: takes session commands and keeps the generation loop going. */
public final class InferenceVerticle extends VerticleBase {

  private static final int SESSION_ID_BYTES = 4;

  private final Config config;
  private final AcestepConfig acestep;
  private final String apiKey;
  private final Room.Disk disk;
  private final Function<Vertx, Time> clock;
  private final SecureRandom random = new SecureRandom();
  private AcestepClient client;
  private GenerationLoop loop;
  private SessionCommands commands;
  private EngineCheck check;

  /**
   * @param acestep the server to call, which for the built-in engine is not the configured one
   * @param apiKey  null for none
   */
  public InferenceVerticle(Config config, AcestepConfig acestep, String apiKey) {
    this(config, acestep, apiKey, Room.Disk.REAL);
  }

  InferenceVerticle(Config config, AcestepConfig acestep, String apiKey, Room.Disk disk) {
    this(config, acestep, apiKey, disk, Time::of);
  }

  InferenceVerticle(Config config, AcestepConfig acestep, String apiKey, Room.Disk disk, Function<Vertx, Time> clock) {
    this.config = config;
    this.acestep = acestep;
    this.apiKey = apiKey;
    this.disk = disk;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    SegmentFiles files = new SegmentFiles(config.audio().directory());
    client = new AcestepClient(vertx, acestep, apiKey);
    SegmentMaker maker = new SegmentMaker(vertx, clock.apply(vertx), client, acestep, config.segment(), files, disk);
    loop = new GenerationLoop(maker, config.session(), config.player());
    commands = new SessionCommands(maker, loop, config.session().defaultPrompt());
    check = check();
    return Future.all(List.of(
      SESSION_START.answer(vertx, this::startSession),
      SESSION_STOP.answer(vertx, stop -> commands.stop()),
      SESSION_PROMPT.answer(vertx, change -> commands.changePrompt(change.prompt())),
      INFERENCE_PING.answer(vertx, ping -> Future.succeededFuture(new Pong("inference"))),
      SEGMENT_DELIVERED.listen(vertx, delivered -> loop.delivered(delivered.sessionId(), delivered.index())),
      PLAYBACK_REPORTED.listen(vertx, reported -> loop.reported(reported.report()))))
      .onSuccess(listening -> check.begin());
  }

  private EngineCheck check() {
    Inquiry inquiry = new Inquiry(client);
    return new EngineCheck(Time.of(vertx), () -> inquiry.health().compose(health -> client.stats()).compose(stats -> inquiry.inventory()),
      new FallbackLadder(acestep.params(), acestep.fallback()).rungs(), acestep.retrySeconds(),
      finding -> ENGINE_CHECKED.publish(vertx, finding));
  }

  private Future<SessionReply> startSession(StartSession request) {
    check.end();
    return commands.start(newSessionId(), request.prompt(), request.resume());
  }

  @Override
  public Future<?> stop() {
    check.end();
    loop.shutDown();
    return client.close();
  }

  private String newSessionId() {
    byte[] id = new byte[SESSION_ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
