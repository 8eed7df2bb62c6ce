package worksound.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Secrets that requests prove themselves with. */
public final class Secret {

  private static final int BYTES = 16;
  private static final String BEARER = "Bearer ";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {
  }

  /** A new one: 128 random bits in hexadecimal. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * A lesser secret that follows from this one and from which this one cannot be found: HMAC-SHA-256 (RFC 2104) of what it is for, cut to 128
   * bits, in hexadecimal.
   */
  public static String derived(String secret, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(purpose.getBytes(UTF_8)), 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  /** Whether {@code given}, which may be null, is {@code secret}; takes as long for a near miss as for a far one. */
  public static boolean matches(String secret, String given) {
    return given != null && MessageDigest.isEqual(secret.getBytes(UTF_8), given.getBytes(UTF_8));
  }

  /**
   * Whether an {@code Authorization} header, which may be null, bears {@code secret}. The bytes of a header arrive as ISO 8859-1; clients
   * send text beyond ASCII as that or, most of them, as UTF-8.
   */
  public static boolean isBorneBy(String authorization, String secret) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return false;
    }
    String given = authorization.substring(BEARER.length()).strip();
    return matches(secret, given) || matches(secret, new String(given.getBytes(ISO_8859_1), UTF_8));
  }
}
