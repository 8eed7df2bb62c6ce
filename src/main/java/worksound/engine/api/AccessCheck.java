package worksound.engine.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import worksound.guard.RequestOrigin;
import worksound.guard.Secret;

/**
 * Lets requests in that bear the API key, before anything of their bodies is kept. Whether the engine is well ({@code /health}) needs
 * none, as on ACE-Step; what a browser sends on behalf of another site is refused even with it. One who is refused is hung up on, so that
 * neither the rest of a body nor an idle connection is waited for.
 */
final class AccessCheck implements Handler<RoutingContext> {

  private final String apiKey;

  AccessCheck(String apiKey) {
    this.apiKey = apiKey;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String authorization = request.getHeader("authorization");
    if (!RequestOrigin.isAddressedTo(List.of(), request) || RequestOrigin.isFromAnotherSite(request)) {
      throw refusal(context, 403, "Forbidden");
    }
    if (!request.path().equals("/health") && !Secret.isBorneBy(authorization, apiKey)) {
      throw refusal(context, 401, authorization == null ? "Missing Authorization header" : "Invalid API key");
    }
    context.next();
  }

  private static HttpFailure refusal(RoutingContext context, int status, String detail) {
    context.addEndHandler(ended -> context.request().connection().close());
    return new HttpFailure(status, detail);
  }
}
