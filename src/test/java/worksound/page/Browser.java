package worksound.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real headless Chromium. Every page it opens is recorded ({@link Recording}), and what its console says and where its
 * requests go is kept.
 */
public final class Browser implements AutoCloseable {

  /** A name of this machine that browsers take for another one's: a page from there is no secure context. */
  static final String OTHER_MACHINE = "studio.lan";

  private static final List<String> ARGUMENTS = List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
    "--no-first-run", "--js-flags=--expose-gc", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--autoplay-policy=no-user-gesture-required", "--host-resolver-rules=MAP " + OTHER_MACHINE + " 127.0.0.1");

  private static final int ACCOUNT_LINES = 300;
  private static final String SHOWN = """
    () => JSON.stringify({ state: document.body.dataset.state, ...Object.fromEntries(
      ['headline', 'detail', 'notice-words', 'timer-words', 'change', 'fact-segment', 'fact-underruns']
        .map(id => [id, document.getElementById(id)?.textContent])) })""";

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<String> console = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  public Browser() {
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    String executable = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
    chromium = playwright.chromium().launch(new BrowserType.LaunchOptions()
      .setExecutablePath(Path.of(executable)).setArgs(ARGUMENTS));
  }

  /** A page in a fresh profile, not yet anywhere. */
  public Page newPage() {
    return newPage(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  Page newPage(com.microsoft.playwright.Browser.NewContextOptions options) {
    return newPage(chromium.newContext(options));
  }

  /** A page for a server that does not have the recorder among its files: it is brought along, past the server's security policy. */
  public Page newPageWithRecorder() throws IOException {
    BrowserContext context = chromium.newContext(
      new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 800).setBypassCSP(true));
    String source = Files.readString(Path.of("src/test/js/recorder-worklet.js"));
    context.addInitScript("window.recorderSource = " + new JsonPrimitive(source) + ";");
    return newPage(context);
  }

  /** A page in a fresh profile that nothing is recorded of. */
  public Page newBarePage() {
    Page page = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 800)).newPage();
    letWorkletsRun(page);
    return page;
  }

  private Page newPage(BrowserContext context) {
    context.addInitScript(Path.of("src/test/js/recording-init.js"));
    Page page = context.newPage();
    letWorkletsRun(page);
    page.setDefaultTimeout(60_000);
    page.onConsoleMessage(this::note);
    page.onPageError(error -> errors.add("uncaught: " + error));
    page.onRequest(request -> requests.add(request.url()));
    return page;
  }

  /**
   * Playwright has Chromium pause everything that starts beside a page until it says go, and says so to workers only: an audio
   * worklet would wait for ever.
   */
  private static void letWorkletsRun(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    session.on("Target.attachedToTarget", target -> {
      JsonObject go = new JsonObject();
      go.add("sessionId", target.get("sessionId"));
      go.addProperty("message", "{\"id\":1,\"method\":\"Runtime.runIfWaitingForDebugger\"}");
      send(session, go);
    });
    JsonObject everything = new JsonObject();
    everything.addProperty("autoAttach", true);
    everything.addProperty("waitForDebuggerOnStart", false);
    session.send("Target.setAutoAttach", everything);
  }

  /** A worklet whose context the page has closed meanwhile is not waiting any more. */
  private static void send(CDPSession session, JsonObject go) {
    try {
      session.send("Target.sendMessageToTarget", go);
    } catch (PlaywrightException e) {
      if (!e.getMessage().contains("No session with given id")) {
        throw e;
      }
    }
  }

  private void note(ConsoleMessage message) {
    console.add(message.text());
    if (message.type().equals("error")) {
      errors.add(message.text());
    }
  }

  /** Ids of the processes that hold the open pages: their scripts, their sound, what they have decoded. */
  public List<Long> rendererProcesses() {
    return chromium.newBrowserCDPSession().send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo").asList().stream()
      .map(JsonElement::getAsJsonObject).filter(process -> process.get("type").getAsString().equals("renderer"))
      .map(process -> process.get("id").getAsLong()).toList();
  }

  /** Processor time of all processes of the browser so far. */
  public double processorSeconds() {
    return chromium.newBrowserCDPSession().send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo").asList().stream()
      .mapToDouble(process -> process.getAsJsonObject().get("cpuTime").getAsDouble()).sum();
  }

  /** What the browser's threads do meanwhile. */
  Trace trace(Page page, Runnable meanwhile) {
    chromium.startTracing(page, new com.microsoft.playwright.Browser.StartTracingOptions()
      .setCategories(List.of("toplevel", "v8", "v8.execute")));
    meanwhile.run();
    return new Trace(JsonParser.parseString(new String(chromium.stopTracing(), StandardCharsets.UTF_8)).getAsJsonObject());
  }

  /** What every open page shows and what the consoles have said, for whoever has to find out why a test failed. */
  String account() {
    StringBuilder account = new StringBuilder();
    for (BrowserContext context : chromium.contexts()) {
      for (Page page : context.pages()) {
        account.append(page.url()).append(" shows ").append(page.isClosed() ? "nothing, it is closed" : page.evaluate(SHOWN)).append('\n');
      }
    }
    List<String> last = console.subList(Math.max(0, console.size() - ACCOUNT_LINES), console.size());
    return account.append(String.join("\n", last)).append("\nerrors: ").append(errors).toString();
  }

  /** Every console line of every page so far. */
  public List<String> console() {
    return List.copyOf(console);
  }

  /** Console errors, uncaught errors and violations of the content security policy. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** The address of every request any page has made. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Closes every page and forgets what they said. */
  void forget() {
    chromium.contexts().forEach(BrowserContext::close);
    console.clear();
    errors.clear();
    requests.clear();
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
