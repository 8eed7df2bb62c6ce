package worksound.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** A Vert.x HTTP server that does nothing but answer. */
final class EmptyServer {

  private EmptyServer() {
  }

  /** Serves on a free port of this machine. */
  public static void main(String[] arguments) {
    Vertx.vertx().createHttpServer().requestHandler(request -> request.response().setStatusCode(204).end()).listen(0, "127.0.0.1")
      .onComplete((HttpServer server) -> System.out.println("listening on http://127.0.0.1:" + server.actualPort()), e -> {
        e.printStackTrace();
        System.exit(1);
      });
  }
}
