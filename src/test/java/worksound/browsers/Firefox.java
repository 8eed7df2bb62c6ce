package worksound.browsers;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import worksound.testing.Installed;

/** A real Firefox, headless where it is given no display, operated over WebDriver BiDi. */
public final class Firefox implements EngineUnderTest {

  private static final String PROGRAM = "firefox-esr";
  private static final Pattern LISTENING = Pattern.compile("BiDi listening on ws://127\\.0\\.0\\.1:(\\d+)");
  private static final int START_SECONDS = 60;

  /** A buffer of 0.2 s and few pictures carry the sound over a busy machine; nothing is asked of a person or fetched from elsewhere. */
  private static final Map<String, String> PREFERENCES = Map.of("media.autoplay.default", "0", "media.cubeb_latency_mtg_frames", "9600",
    "ui.prefersReducedMotion", "1", "accessibility.force_disabled", "1",
    "datareporting.policy.dataSubmissionEnabled", "false", "app.update.auto", "false", "app.normandy.enabled", "false",
    "browser.shell.checkDefaultBrowser", "false", "browser.startup.homepage_override.mstone", "'ignore'");

  private final Vertx vertx = Vertx.vertx();
  private final List<String> console = new CopyOnWriteArrayList<>();
  private final Process process;
  private final Bidi bidi;
  private final String tab;

  /**
   * Starts it.
   *
   * @param folder      for its profile, which the caller deletes
   * @param environment what its process gets beside this one's
   */
  public Firefox(Path folder, Map<String, String> environment) throws IOException, TimeoutException {
    Path profile = Files.createDirectories(folder.resolve("firefox"));
    Files.write(profile.resolve("user.js"), PREFERENCES.entrySet().stream()
      .map(each -> "user_pref('" + each.getKey() + "', " + each.getValue() + ");").toList());
    ProcessBuilder builder = new ProcessBuilder(PROGRAM, "--no-remote", "--remote-debugging-port=0", "--profile", profile.toString());
    if (!environment.containsKey("DISPLAY")) {
      builder.command().add("--headless");
    }
    builder.environment().putAll(environment);
    Path output = folder.resolve("firefox.log");
    process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    bidi = connect(output);
    bidi.command("session.new", new JsonObject().put("capabilities", new JsonObject()));
    bidi.command("session.subscribe", new JsonObject().put("events", JsonArray.of("log.entryAdded")));
    tab = bidi.command("browsingContext.getTree", new JsonObject()).getJsonArray("contexts").getJsonObject(0).getString("context");
  }

  private Bidi connect(Path output) throws IOException, TimeoutException {
    try {
      return new Bidi(vertx, awaitPort(output), this::note);
    } catch (AssertionError | IOException | RuntimeException | TimeoutException e) {
      close();
      throw e;
    }
  }

  /** Skips the test that is running where this machine has not what it takes to hear Firefox. */
  public static void assumeInstalled() {
    Installed.assume("Firefox cannot be heard", PROGRAM, "Xvfb", "dbus-daemon", "dbus-send", "pulseaudio", "parec");
  }

  private int awaitPort(Path output) throws IOException {
    for (int i = 0; i < 10 * START_SECONDS && process.isAlive(); i++) {
      Matcher listening = LISTENING.matcher(Files.readString(output));
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      Processes.pause(100);
    }
    throw new AssertionError("Firefox does not listen: " + Files.readString(output));
  }

  private void note(JsonObject event) {
    if ("log.entryAdded".equals(event.getString("method"))) {
      console.add(event.getJsonObject("params").getString("level") + ": " + event.getJsonObject("params").getString("text"));
    }
  }

  @Override
  public String name() {
    return "Firefox";
  }

  @Override
  public void open(String url) {
    bidi.command("browsingContext.navigate", new JsonObject().put("context", tab).put("url", url).put("wait", "complete"));
  }

  @Override
  public Object evaluate(String expression) {
    return evaluated(expression).getValue("value");
  }

  private JsonObject evaluated(String expression) {
    JsonObject answer = bidi.command("script.evaluate", new JsonObject().put("expression", expression).put("awaitPromise", true)
      .put("target", new JsonObject().put("context", tab)));
    if (!"success".equals(answer.getString("type"))) {
      throw new AssertionError(expression + " threw " + answer.getJsonObject("exceptionDetails").getString("text"));
    }
    return answer.getJsonObject("result");
  }

  @Override
  public void click(String selector) {
    JsonObject element = new JsonObject().put("type", "element").put("element",
      new JsonObject().put("sharedId", evaluated("document.querySelector('" + selector + "')").getString("sharedId")));
    JsonArray acts = JsonArray.of(
      new JsonObject().put("type", "pointerMove").put("x", 0).put("y", 0).put("origin", element),
      new JsonObject().put("type", "pointerDown").put("button", 0),
      new JsonObject().put("type", "pointerUp").put("button", 0));
    bidi.command("input.performActions", new JsonObject().put("context", tab).put("actions", JsonArray.of(
      new JsonObject().put("type", "pointer").put("id", "mouse").put("actions", acts))));
  }

  @Override
  public void resize(int width, int height) {
    bidi.command("browsingContext.setViewport", new JsonObject().put("context", tab)
      .put("viewport", new JsonObject().put("width", width).put("height", height)));
  }

  @Override
  public byte[] picture() {
    return Base64.getDecoder().decode(bidi.command("browsingContext.captureScreenshot", new JsonObject().put("context", tab)).getString("data"));
  }

  @Override
  public List<String> console() {
    return List.copyOf(console);
  }

  @Override
  public void close() {
    Processes.end(process);
    vertx.close().await();
  }
}
