package worksound.config;

import java.net.URI;

/**
 * One server that may generate.
 *
 * @param name   what people call it: scheme, host and port, or builtin
 * @param config the configuration as it holds for this server alone
 * @param apiKey null for none
 */
public record AcestepHost(String name, AcestepConfig config, String apiKey) {

  /** A server that is called what its URL says, without what may be a secret in it. */
  public static AcestepHost of(AcestepConfig config, String apiKey) {
    URI uri = URI.create(config.baseUrl());
    int port = AcestepConfig.portOf(uri);
    return new AcestepHost(uri.getScheme() + "://" + AcestepConfig.hostOf(uri) + (port < 0 ? "" : ":" + port), config, apiKey);
  }

  /** Whether it is the built-in engine, which works on the listener's own processor. */
  public boolean isBuiltin() {
    return AcestepConfig.BUILTIN.equals(name);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return name;
  }
}
