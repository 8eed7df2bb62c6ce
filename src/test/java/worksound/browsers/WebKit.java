package worksound.browsers;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import worksound.testing.Installed;
import worksound.testing.Ports;

/**
 * A real WebKitGTK, the nearest thing to Safari that runs on Linux, operated over WebDriver (W3C).
 */
public final class WebKit implements EngineUnderTest {

  private static final Path BROWSER = Path.of("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser");

  /** The driver passes no console on: the page's own one is kept from here on. */
  private static final String KEEP_CONSOLE = """
    window.consoleLines = [];
    for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
      const say = console[level];
      console[level] = (...words) => { consoleLines.push(`${level}: ${words.join(' ')}`); say.apply(console, words); };
    }
    addEventListener('error', ({ message }) => consoleLines.push(`error: ${message}`));
    addEventListener('unhandledrejection', ({ reason }) => consoleLines.push(`error: ${reason}`));
    """;
  private static final int START_SECONDS = 30;
  private static final int ANSWER_SECONDS = 60;

  /** Drawing takes a whole core; without animations it takes a quarter of one. */
  private static final String QUIET = "[Settings]\ngtk-enable-animations=0\n";

  /** A buffer of half a second carries the sound over a busy machine, and what is not composited costs less to draw. */
  private static final Map<String, String> SPARING = Map.of("PULSE_LATENCY_MSEC", "500", "WEBKIT_DISABLE_COMPOSITING_MODE", "1");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Ports.Held port = Ports.hold();
  private final String driver;
  private final String session;

  /**
   * Starts it.
   *
   * @param folder      for what it keeps, which the caller deletes
   * @param environment what its process gets beside this one's: a display, and where its sound goes
   */
  public WebKit(Path folder, Map<String, String> environment) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve(".config/gtk-3.0")).resolve("settings.ini"), QUIET);
    driver = "http://127.0.0.1:" + port.number();
    ProcessBuilder builder = new ProcessBuilder("WebKitWebDriver", "--port=" + port.number());
    builder.environment().putAll(environment);
    builder.environment().putAll(SPARING);
    process = builder.redirectErrorStream(true).redirectOutput(folder.resolve("webkit.log").toFile()).start();
    try {
      await("the driver", () -> call("GET", "/status", null) != null);
      JsonObject options = new JsonObject().put("binary", BROWSER.toString()).put("args", JsonArray.of("--automation"));
      session = ((JsonObject) call("POST", "/session", new JsonObject().put("capabilities", new JsonObject().put("alwaysMatch",
        new JsonObject().put("browserName", "MiniBrowser").put("webkitgtk:browserOptions", options))))).getString("sessionId");
    } catch (AssertionError | IOException | RuntimeException e) {
      Processes.end(process);
      port.close();
      throw e;
    }
  }

  /** Skips the test that is running where this machine has not what it takes to hear WebKitGTK. */
  public static void assumeInstalled() {
    Installed.assume("WebKitGTK cannot be heard", "WebKitWebDriver", BROWSER.toString(), "Xvfb", "dbus-daemon", "dbus-send", "pulseaudio", "parec");
  }

  /** Something that is there once its process has got so far. */
  @FunctionalInterface
  private interface Look {
    boolean there() throws IOException;
  }

  private static void await(String what, Look look) throws IOException {
    for (int i = 0; i < 10 * START_SECONDS; i++) {
      try {
        if (look.there()) {
          return;
        }
      } catch (ConnectException notYet) {
        // It does not listen yet, and is asked again.
      }
      Processes.pause(100);
    }
    throw new AssertionError("WebKitGTK: waited " + START_SECONDS + " s for " + what);
  }

  /** Sends a command; an AssertionError says what was answered instead of a result. */
  private Object call(String method, String path, JsonObject body) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(driver + path)).timeout(Duration.ofSeconds(ANSWER_SECONDS))
      .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.encode())).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError(method + " " + path + ": " + response.body());
      }
      return new JsonObject(response.body()).getValue("value");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + path + " was interrupted", e);
    }
  }

  private Object inSession(String method, String path, JsonObject body) {
    try {
      return call(method, "/session/" + session + path, body);
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + ": " + e, e);
    }
  }

  @Override
  public String name() {
    return "WebKitGTK";
  }

  @Override
  public void open(String url) {
    inSession("POST", "/url", new JsonObject().put("url", url));
    inSession("POST", "/execute/sync", new JsonObject().put("args", new JsonArray()).put("script", KEEP_CONSOLE));
  }

  @Override
  public void click(String selector) {
    JsonObject found = (JsonObject) inSession("POST", "/element", new JsonObject().put("using", "css selector").put("value", selector));
    inSession("POST", "/element/" + found.iterator().next().getValue() + "/click", new JsonObject());
  }

  @Override
  public Object evaluate(String expression) {
    return inSession("POST", "/execute/async", new JsonObject().put("args", new JsonArray())
      .put("script", "const done = arguments[0]; Promise.resolve(" + expression + ").then(done, error => done('threw ' + error));"));
  }

  /** The window takes some room for itself. */
  @Override
  public void resize(int width, int height) {
    List<Integer> own = Stream.of("outerWidth - innerWidth", "outerHeight - innerHeight").map(each -> ((Number) evaluate(each)).intValue()).toList();
    inSession("POST", "/window/rect", new JsonObject().put("x", 0).put("y", 0).put("width", width + own.get(0)).put("height", height + own.get(1)));
  }

  @Override
  public byte[] picture() {
    return Base64.getDecoder().decode((String) inSession("GET", "/screenshot", null));
  }

  @Override
  public List<String> console() {
    return ((JsonArray) inSession("POST", "/execute/sync", new JsonObject().put("args", new JsonArray()).put("script", "return consoleLines;")))
      .stream().map(String::valueOf).toList();
  }

  @Override
  public void close() {
    try {
      inSession("DELETE", "", null);
    } finally {
      Processes.end(process);
      port.close();
    }
  }
}
