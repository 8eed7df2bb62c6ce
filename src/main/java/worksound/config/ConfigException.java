package worksound.config;

/** A setting that cannot be used; the message names the key, the value and what was expected, on one line. */
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  ConfigException(String key, Object value, String expected) {
    this(key + " is " + value + ", expected " + expected);
  }

  static void require(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new ConfigException(key, value instanceof String text ? '"' + text + '"' : value, expected);
    }
  }
}
