package worksound.day;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.function.Supplier;
import worksound.messages.GenerationEvents.GenerationFinished;
import worksound.messages.GenerationEvents.GenerationSubmitted;

/** Whoever sits in front of the page and does not leave it alone, and the world around, in which machines go down. */
final class Person {

  private final FastTime time;
  private final Installation server;
  private final GpuHost gpu;
  private final Troubles troubles;
  private final Invariants invariants;
  private final Page page;

  Person(FastTime time, Installation server, GpuHost gpu, Troubles troubles, Invariants invariants, Page page) {
    this.time = time;
    this.server = server;
    this.gpu = gpu;
    this.troubles = troubles;
    this.invariants = invariants;
    this.page = page;
  }

  /**
   * Something may happen while a segment is heard.
   *
   * @param rest seconds until the page looks for the next one
   */
  void meanwhile(double rest) {
    Troubles.Moment moment = troubles.whileHearing();
    page.goOn(switch (moment) {
      case OFFLINE -> troubles.between(5, 50);
      case AWAY -> troubles.between(60, 300);
      default -> rest;
    });
    switch (moment) {
      case PROMPT -> page.visit().ask(HttpMethod.PUT, "/session/prompt", page.nextPrompt());
      case SLOW_LINK -> page.slowLink(troubles.between(1, 10));
      case CUT_DOWNLOAD -> page.cutNextDownload();
      case OTHER_TAB -> otherTab();
      case SECOND_PLAY -> secondPlay();
      case RELOAD -> page.reload();
      case STOP_START -> page.stopAndStart(troubles.between(0, 5));
      case STOP_START_BURST -> burst();
      case STOP_AT_SUBMISSION -> invariants.atNext(GenerationSubmitted.class::isInstance, () -> page.stopAndStart(0));
      case STOP_AT_EXAMINATION -> invariants.atNext(GenerationFinished.class::isInstance, () -> page.stopAndStart(0));
      default -> machine(moment);
    }
  }

  private void machine(Troubles.Moment moment) {
    switch (moment) {
      case GPU_RESTART -> gpuOff(troubles.between(2, 60));
      case GPU_OUTAGE -> gpuOff(troubles.between(150, 400));
      case SERVER_RESTART -> serverDown(server::stop);
      case SERVER_KILLED -> serverDown(() -> server.kill(false));
      case KILLED_AT_SUBMISSION -> invariants.atNext(GenerationSubmitted.class::isInstance, () -> serverDown(() -> server.kill(false)));
      case STATE_CORRUPT -> {
        page.mayBeForgotten();
        serverDown(() -> server.kill(true));
      }
      case KILLED_AND_STARTED_AFRESH -> {
        serverDown(() -> server.kill(false));
        page.startAfresh();
      }
      default -> { }
    }
  }

  private void otherTab() {
    page.report("another tab", false, null).onSuccess(page.visit().now((HttpResponse<Buffer> answer) ->
      invariants.require(answer.statusCode() == 409, "a second tab's report was answered with " + answer.statusCode())));
  }

  private void secondPlay() {
    boolean running = invariants.isRunning();
    page.visit().ask(HttpMethod.POST, "/session/start", page.nextPrompt()).onSuccess(page.visit().now((HttpResponse<Buffer> answer) -> {
      invariants.require(answer.statusCode() == 409 || !running,
        "Play in a second tab was answered with " + answer.statusCode() + " " + answer.bodyAsString());
      if (answer.statusCode() == 200) {
        page.mayBeForgotten();
      }
    }));
  }

  /** Clicks that do not wait for one another. */
  private void burst() {
    JsonObject prompt = page.nextPrompt();
    Visit visit = page.visit();
    page.wait(Future.join(List.of(visit.ask(HttpMethod.POST, "/session/stop", null), visit.ask(HttpMethod.POST, "/session/start", prompt),
      visit.ask(HttpMethod.POST, "/session/start", prompt), visit.ask(HttpMethod.POST, "/session/stop", null),
      visit.ask(HttpMethod.POST, "/session/start", prompt), visit.ask(HttpMethod.PUT, "/session/prompt", prompt))));
  }

  private void gpuOff(double seconds) {
    gpu.stop();
    time.schedule(seconds, gpu::restart);
  }

  private void serverDown(Supplier<Future<Void>> end) {
    if (server.isDown()) {
      return;
    }
    page.mayJump();
    double seconds = troubles.between(1, 15);
    end.get().onComplete(v -> {
      invariants.serverEnded();
      time.schedule(seconds, () -> server.start().onFailure(e -> invariants.require(false, "the server does not start: " + e)));
    });
  }
}
