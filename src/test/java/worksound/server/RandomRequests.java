package worksound.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Requests as nobody sends them by mistake and many do on purpose; the same ones for the same seed. */
final class RandomRequests {

  private static final List<String> METHODS = List.of("GET", "GET", "GET", "HEAD", "POST", "POST", "POST", "PUT", "PUT", "DELETE", "PATCH",
    "OPTIONS", "TRACE", "BREW", "get");
  private static final List<String> PATHS = List.of("/session/start", "/session/start", "/session/stop", "/session/prompt", "/session/prompt",
    "/session/playback", "/session/playback", "/session/status", "/session/events", "/audio/current.wav", "/audio/current.wav", "/audio/0.wav",
    "/audio/1.wav", "/audio/2.wav", "/health", "/health/ready", "/health/live", "/openapi.json", "/", "/index.html", "/js/main.js");
  private static final List<String> STRANGE_PATHS = List.of("//", "/.", "/..", "/%2e%2e/%2e%2e/etc/passwd", "/audio/..%2f..%2fpom.xml", "/audio/%00.wav",
    "/audio/0.wav%00.txt", "/audio/-0.wav", "/audio/00.wav", "/audio/2147483648.wav", "/audio/%F0%9F%8E%B5.wav", "/audio/%zz.wav", "/audio/%c0%ae.wav",
    "/audio/", "/session/", "/session/start/", "/SESSION/START", "/js/../../conf/config.json", "/js/%2e%2e/%5c..%5cconf", "/webroot", "/META-INF/MANIFEST.MF",
    "*", "/?", "/enter?token=x", "http://evil.example/", "/" + "a".repeat(3_000), "/" + "a".repeat(6_000), "/session/status?" + "x=y&".repeat(500));
  private static final List<String> HEADERS = List.of("Range: bytes=0-0", "Range: bytes=-1", "Range: bytes=5-2", "Range: bytes=999999999999999999999-",
    "Range: bytes=0-1,3-4", "Range: bytes=" + "0-1,".repeat(500), "Range: lines=1-2", "Range: bytes=", "Range: bytes=--5", "If-Range: \"x\"",
    "If-Range: Sat, 29 Oct 1994 19:43:31 GMT", "If-None-Match: *", "If-None-Match: W/\"", "If-None-Match: \"a\",,\"", "If-Modified-Since: yesterday",
    "Last-Event-ID: 5", "Last-Event-ID: -1", "Last-Event-ID: " + "9".repeat(400), "Accept-Encoding: gzip, br, *;q=0", "Accept: text/event-stream",
    "Content-Type: multipart/form-data; boundary=", "Content-Type: multipart/form-data; boundary=b", "Content-Type: application/x-www-form-urlencoded",
    "Content-Type: \u00e9", "Cookie: " + "a=b; ".repeat(300), "Cookie: =;;=", "Authorization: Basic !!", "Origin: http://evil.example", "Origin: null",
    "Sec-Fetch-Site: cross-site", "X-Forwarded-Host: evil.example", "Upgrade: websocket", "Expect: 100-continue", "X: " + "y".repeat(9_000),
    "Connection: keep-alive, Upgrade", "X-\u00e4: \u0001", ": nameless", "no colon at all", " folded: yes");
  private static final List<String> KEYS = List.of("prompt", "prompt", "resume", "player_id", "session_id", "state", "segment_index", "position_seconds",
    "buffered_seconds", "underruns", "download_seconds", "claim", "__proto__", "");
  private static final List<String> VALUES = List.of("null", "true", "false", "0", "-1", "1.5", "1e400", "-0", "99999999999", "1" + "0".repeat(900), "NaN",
    "\"\"", "\"calm\"", "\"playing\"", "\"error\"", "\"a\\r\\nX-Injected: 1\"", "\"<script>alert(1)</script>\"", "\"\\u0000\\ud800\"", "\"%s%n${jndi:ldap://x}\"",
    "\"\u5c4b\u6839\"", "[]", "{}", "[[[[1]]]]", "{\"prompt\":\"x\"}", "\"" + "p".repeat(2_000) + "\"", "\"" + "p".repeat(2_001) + "\"");

  private final Random random;

  /**
   * One request.
   *
   * @param head  its first line, for the words of a failed test
   * @param whole whether all was sent that the head promises, so that an answer is due
   */
  record Sent(String head, byte[] bytes, boolean whole) {
  }

  RandomRequests(long seed) {
    random = new Random(seed);
  }

  Sent next() {
    String head = any(METHODS) + " " + (random.nextInt(4) == 0 ? any(STRANGE_PATHS) : any(PATHS)) + " HTTP/1." + (random.nextInt(12) == 0 ? 0 : 1);
    StringBuilder headers = new StringBuilder(head).append("\r\nHost: ").append(random.nextInt(15) == 0 ? "evil.example" : "127.0.0.1").append("\r\n");
    for (int n = random.nextInt(4); n > 0; n--) {
      headers.append(any(HEADERS)).append("\r\n");
    }
    byte[] body = head.startsWith("P") || random.nextInt(8) == 0 ? body() : new byte[0];
    boolean whole = random.nextInt(10) > 0;
    headers.append("Connection: close\r\nContent-Length: ").append(whole ? body.length : body.length + 1).append("\r\n\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(headers.toString().getBytes(ISO_8859_1));
    out.writeBytes(body);
    byte[] bytes = out.toByteArray();
    return new Sent(head, whole ? bytes : java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)), whole);
  }

  private byte[] body() {
    return switch (random.nextInt(8)) {
      case 0 -> new byte[0];
      case 1 -> noise();
      case 2 -> "[".repeat(30_000).getBytes(UTF_8);
      case 3 -> " ".repeat(65_536 + random.nextInt(2)).getBytes(UTF_8);
      default -> json().getBytes(UTF_8);
    };
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(400)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String json() {
    StringBuilder json = new StringBuilder("{");
    for (int n = random.nextInt(4); n > 0; n--) {
      json.append('"').append(any(KEYS)).append("\":").append(any(VALUES)).append(n > 1 ? "," : "");
    }
    return random.nextInt(10) == 0 ? json.toString() : json.append('}').toString();
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
