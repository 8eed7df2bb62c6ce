package worksound.acestep;

import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The HTTP door: connections that live as long as uvicorn's, faults of the connection, and which endpoint answers what. */
final class StandInServer {

  /** Pause between two looks whether it still hangs. */
  private static final long LOOK_MILLIS = 10;
  private static final Set<String> PROTECTED =
    Set.of("/v1/stats", "/v1/audio", "/v1/model_inventory", "/v1/init", "/release_task", "/query_result");

  private final StandInState state;
  private final Map<String, Route> routes = new HashMap<>();
  private final Map<HttpConnection, Long> connections = new HashMap<>();
  private HttpServer server;

  private interface Endpoint {
    void answer(Call call) throws IOException;
  }

  private record Route(HttpMethod method, Endpoint endpoint) {
  }

  StandInServer(StandInState state, JobRunner runner) {
    this.state = state;
    ModelEndpoints models = new ModelEndpoints(state, runner);
    TaskEndpoints tasks = new TaskEndpoints(state, runner);
    routes.put("/health", new Route(HttpMethod.GET, models::health));
    routes.put("/v1/models", new Route(HttpMethod.GET, models::models));
    routes.put("/v1/stats", new Route(HttpMethod.GET, models::stats));
    routes.put("/v1/audio", new Route(HttpMethod.GET, new AudioEndpoint(state)::get));
    routes.put("/release_task", new Route(HttpMethod.POST, tasks::release));
    routes.put("/query_result", new Route(HttpMethod.POST, tasks::query));
    if (!state.options.old) {
      routes.put("/v1/model_inventory", new Route(HttpMethod.GET, models::inventory));
      routes.put("/v1/init", new Route(HttpMethod.POST, models::init));
    }
  }

  /** @param port 0 for any free one. @return the port that is open */
  Future<Integer> open(int port) {
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port).setHttp2ClearTextEnabled(false)
      .setHandle100ContinueAutomatically(true)
      .setMaxFormAttributeSize(-1).setMaxFormFields(-1).setMaxFormBufferedBytes(-1);
    server = state.vertx.createHttpServer(options);
    server.connectionHandler(connection -> {
      connections.put(connection, null);
      connection.closeHandler(closed -> forget(connection));
    });
    server.invalidRequestHandler(request -> {
      state.violations.add("a request that is not HTTP/1.1");
      request.connection().close();
    });
    return server.requestHandler(this::receive).listen().map(HttpServer::actualPort);
  }

  /** Cuts every connection at once. */
  Future<Void> kill() {
    List.copyOf(connections.keySet()).forEach(HttpConnection::close);
    return server.close();
  }

  int connections() {
    return connections.size();
  }

  private void forget(HttpConnection connection) {
    Long timer = connections.remove(connection);
    if (timer != null) {
      state.vertx.cancelTimer(timer);
    }
  }

  /** A connection is closed when nothing comes for a while after an answer; while a request is under way it stays open. */
  private void keepAlive(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    Long timer = connections.put(connection, null);
    if (timer != null) {
      state.vertx.cancelTimer(timer);
    }
    request.response().endHandler(end -> {
      if (connections.containsKey(connection)) {
        connections.put(connection, state.vertx.setTimer(state.options.keepAliveMillis, idle -> connection.close()));
      }
    });
  }

  private void receive(HttpServerRequest request) {
    if (!state.hangs()) {
      serve(request);
      return;
    }
    request.pause();
    state.vertx.setTimer(LOOK_MILLIS, look -> {
      if (!request.response().closed()) {
        request.resume();
        receive(request);
      }
    });
  }

  private void serve(HttpServerRequest request) {
    String name = request.method() + " " + request.path();
    state.requests.add(name);
    keepAlive(request);
    state.violations.require(request.version() == HttpVersion.HTTP_1_1, name + " with " + request.version() + ", not HTTP/1.1");
    state.violations.require(!request.headers().contains("upgrade"), name + " with an Upgrade header, which loses the body");
    BrokenAnswer broken = state.broken.get(request.path());
    if (broken != null) {
      broken.answer(state.vertx, request);
      state.milestones.reached(StandInEvent.BROKEN);
      return;
    }
    if (state.faults.take(Fault.Point.REQUEST) != null) {
      request.connection().close();
      return;
    }
    Call.read(request).onSuccess(this::answer).onFailure(e -> {
      if (!request.response().closed()) {
        Refusal.detail(400, "There was an error parsing the body").answer(new Call(request, null, Map.of(), Map.of()));
      }
    });
  }

  private void answer(Call call) {
    String path = call.request().path();
    try {
      Route route = routes.get(path);
      if (route == null) {
        throw Refusal.detail(404, "Not Found");
      }
      if (call.request().method() != route.method) {
        throw Refusal.detail(405, "Method Not Allowed");
      }
      if (PROTECTED.contains(path) && state.faults.take(Fault.Point.PROTECTED) != null) {
        throw Refusal.detail(401, "Invalid API key");
      }
      route.endpoint.answer(call);
    } catch (Refusal refusal) {
      refusal.answer(call);
    } catch (IOException | RuntimeException bug) {
      state.violations.add("the stand-in itself failed on " + path + ": " + bug);
      Refusal.crash().answer(call);
    }
  }
}
