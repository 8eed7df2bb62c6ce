package worksound.acestep;

import java.util.List;

/** How a stand-in is set up; every setter changes this object and returns it. */
public final class StandInOptions {

  double seconds = 60;
  double start = 15;
  int port;
  boolean old;
  String apiKey;
  boolean diskcache = true;
  WavBytes.Encoding encoding = WavBytes.Encoding.PCM_16;
  long jobMillis = 20;
  long initMillis;
  long lazyLoadMillis;
  int headDelay = -1;
  int wears;
  long keepAliveMillis = 5_000;
  int queueSize = 200;
  long minPollMillis = 100;
  boolean initRequired = true;
  int maxAlive = 1;
  List<String> dits = List.of("acestep-v15-turbo", "acestep-v15-sft");
  List<String> lms = List.of("acestep-5Hz-lm-0.6B", "acestep-5Hz-lm-1.7B", "acestep-5Hz-lm-4B");

  /** Length of a segment and start of its repainted part, in seconds; anything else asked for is a violation. */
  public StandInOptions segment(double seconds, double start) {
    this.seconds = seconds;
    this.start = start;
    return this;
  }

  /** The port to listen on, 0 for any free one. */
  public StandInOptions port(int port) {
    this.port = port;
    return this;
  }

  /** Poses as the single-file server of 2026-02, which cannot take an upload. */
  public StandInOptions old() {
    old = true;
    return this;
  }

  /** The key every protected endpoint wants; empty means a key that nothing can match. */
  public StandInOptions apiKey(String key) {
    apiKey = key;
    return this;
  }

  /** Without diskcache results carry fewer fields, but failures carry their text, and a restart forgets everything. */
  public StandInOptions diskcache(boolean installed) {
    diskcache = installed;
    return this;
  }

  /** How {@code audio_format=wav} is written. */
  public StandInOptions encoding(WavBytes.Encoding encoding) {
    this.encoding = encoding;
    return this;
  }

  /** Time one job takes while jobs are not held. */
  public StandInOptions jobMillis(long millis) {
    jobMillis = millis;
    return this;
  }

  /** Time one {@code /v1/init} occupies the worker. */
  public StandInOptions initMillis(long millis) {
    initMillis = millis;
    return this;
  }

  /** Time for which no endpoint answers while the first job loads models that no {@code /v1/init} has loaded. */
  public StandInOptions lazyLoadMillis(long millis) {
    lazyLoadMillis = millis;
    return this;
  }

  /** The head of a repaint is rebuilt by the model's autoencoder instead of pasted: so many frames late, coloured, not quite the same. */
  public StandInOptions reconstructsHead(int delayFrames) {
    headDelay = delayFrames;
    return this;
  }

  /** What is new in a repaint is duller and noisier than its source, by so many passes of {@link Wear}. */
  public StandInOptions wears(int passes) {
    wears = passes;
    return this;
  }

  /** Time after an answer until an idle connection is closed. */
  public StandInOptions keepAliveMillis(long millis) {
    keepAliveMillis = millis;
    return this;
  }

  /** Jobs that may wait before the server says it is busy. */
  public StandInOptions queueSize(int jobs) {
    queueSize = jobs;
    return this;
  }

  /** Shortest time between two polls of one task that is no violation; 0 for none. */
  public StandInOptions minPollMillis(long millis) {
    minPollMillis = millis;
    return this;
  }

  /** Whether a task without a {@code /v1/init} since the server's last start is a violation. */
  public StandInOptions initRequired(boolean required) {
    initRequired = required;
    return this;
  }

  /** Tasks queued or running at once that are no violation; more than 1 where a test leaves an orphan behind on purpose. */
  public StandInOptions maxAlive(int tasks) {
    maxAlive = tasks;
    return this;
  }

  /** The DiT models on the server's disk; the first one is the configured one. */
  public StandInOptions dits(String... names) {
    dits = List.of(names);
    return this;
  }

  /** The language models on the server's disk, smallest first. */
  public StandInOptions lms(String... names) {
    lms = List.of(names);
    return this;
  }
}
