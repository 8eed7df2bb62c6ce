package worksound.browsers;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import worksound.testing.Installed;

/** A real Chromium with a window, on a desktop with a sound server and media keys. */
public final class Chromium implements EngineUnderTest {

  private static final String PROGRAM = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium");
  private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required");

  private final Playwright playwright;
  private final Browser browser;
  private final Page page;
  private final List<String> console = new CopyOnWriteArrayList<>();

  /** Starts it. @param environment what its process gets beside this one's: a display, a sound server, a message bus */
  public Chromium(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(System.getenv());
    all.putAll(environment);
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of(PROGRAM)).setHeadless(false)
      .setArgs(ARGUMENTS).setEnv(all));
    page = browser.newPage();
    page.onConsoleMessage(message -> console.add(message.type() + ": " + message.text()));
    page.onPageError(error -> console.add("error: " + error));
  }

  /** Skips the test that is running where this machine has not what it takes to hear Chromium. */
  public static void assumeInstalled() {
    Installed.assume("Chromium cannot be heard", PROGRAM, "Xvfb", "dbus-daemon", "dbus-send", "pulseaudio", "parec");
  }

  @Override
  public String name() {
    return "Chromium";
  }

  @Override
  public void open(String url) {
    page.navigate(url);
  }

  @Override
  public void click(String selector) {
    page.click(selector);
  }

  @Override
  public Object evaluate(String expression) {
    return page.evaluate(expression);
  }

  @Override
  public void resize(int width, int height) {
    page.setViewportSize(width, height);
  }

  @Override
  public byte[] picture() {
    return page.screenshot();
  }

  @Override
  public List<String> console() {
    return List.copyOf(console);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
