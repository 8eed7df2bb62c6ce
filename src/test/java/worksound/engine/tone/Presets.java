package worksound.engine.tone;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The prompts of the page's presets, read from its words. */
public final class Presets {

  /** Name of the default prompt among the presets. */
  public static final String DEFAULT = "default";

  /** Those whose words ask for ambient music, which may be darker. */
  private static final Set<String> AMBIENT = Set.of(DEFAULT, "focus", "night", "ocean", "forest", "unwind");
  private static final Pattern BLOCK = Pattern.compile("export const prompts = \\{(.*?)\\n\\};", Pattern.DOTALL);
  private static final Pattern ENTRY = Pattern.compile("(\\w+): '([^']*)'");

  private Presets() {
  }

  /** Name and prompt of each preset in {@code language}, "en" or "ja". */
  public static Map<String, String> in(String language) {
    try {
      Matcher block = BLOCK.matcher(Files.readString(Path.of("webroot", "js", "i18n", language + "-presets.js")));
      Map<String, String> prompts = new LinkedHashMap<>();
      if (!block.find()) {
        throw new IllegalStateException("no prompts in " + language + "-presets.js, expected: export const prompts = {…};");
      }
      ENTRY.matcher(block.group(1)).results().forEach(entry -> prompts.put(entry.group(1), entry.group(2)));
      return prompts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The default prompt, then the English presets. */
  public static Map<String, String> withDefault() {
    try {
      JsonObject config = new JsonObject(Files.readString(Path.of("conf", "config.json")));
      Map<String, String> prompts = new LinkedHashMap<>();
      prompts.put(DEFAULT, config.getJsonObject("session").getString("default_prompt"));
      prompts.putAll(in("en"));
      return prompts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the words of {@code preset} ask for ambient music. */
  public static boolean isAmbient(String preset) {
    return AMBIENT.contains(preset);
  }
}
