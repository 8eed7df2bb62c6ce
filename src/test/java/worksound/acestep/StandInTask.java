package worksound.acestep;

import java.util.List;
import java.util.UUID;

/** One accepted task. Changed on the stand-in's context, readable from any thread. */
public final class StandInTask {

  /** FROZEN: shown as running for ever. FORGOTTEN: unknown to the server. */
  public enum State { QUEUED, RUNNING, SUCCEEDED, FAILED, FROZEN, FORGOTTEN }

  /** What a succeeded task made. @param file the server's path, empty when saving failed */
  record Output(String file, long seed) {
  }

  private final int number;
  private final String id = UUID.randomUUID().toString();
  private final long createdAt = System.currentTimeMillis() / 1000;
  private final ReleaseRequest request;
  private final Fault fault;
  private volatile State state = State.QUEUED;
  private volatile double progress;
  private volatile String stage = "queued";
  private volatile String error;
  private volatile boolean failedBeforeStart;
  private volatile List<Output> outputs = List.of();
  private volatile Generation.Origin origin;
  private volatile String dit = "";
  private volatile String lm = "";
  private volatile int polls;
  private volatile long polledAtNanos;

  StandInTask(int number, ReleaseRequest request, Fault fault) {
    this.number = number;
    this.request = request;
    this.fault = fault;
  }

  /** Counted from 1 in order of acceptance. */
  public int number() {
    return number;
  }

  public String id() {
    return id;
  }

  public ReleaseRequest request() {
    return request;
  }

  public State state() {
    return state;
  }

  /** How often a client asked about it. */
  public int polls() {
    return polls;
  }

  /** The tape position of the first frame of what was made; only when succeeded. */
  public long tapePosition() {
    return origin.position();
  }

  /** Whether a repaint's source was recognised as audio of this server. */
  public boolean recognised() {
    return origin.recognised();
  }

  /** What the uploaded context was multiplied with by the peak normalisation. */
  public double gain() {
    return origin.gain();
  }

  boolean has(Fault.Kind kind) {
    return fault != null && fault.kind() == kind;
  }

  Fault fault() {
    return fault;
  }

  boolean isAlive() {
    return state == State.QUEUED || state == State.RUNNING;
  }

  void runOn(String ditName, String lmName) {
    dit = has(Fault.Kind.OTHER_DIT) ? fault.text() : ditName;
    lm = lmName;
  }

  void show(double newProgress, String newStage) {
    state = State.RUNNING;
    progress = newProgress;
    stage = newStage;
  }

  void become(State newState) {
    state = newState;
  }

  void succeed(Generation.Made made) {
    outputs = made.outputs();
    origin = made.origin();
    progress = 1;
    stage = "succeeded";
    state = State.SUCCEEDED;
  }

  void fail(String traceback, boolean beforeStart) {
    error = traceback;
    failedBeforeStart = beforeStart;
    stage = "failed";
    state = State.FAILED;
  }

  /** Counts a poll. @return nanoseconds since the one before, {@link Long#MAX_VALUE} for the first */
  long polled(long nowNanos) {
    long since = polls == 0 ? Long.MAX_VALUE : nowNanos - polledAtNanos;
    polledAtNanos = nowNanos;
    polls = polls + 1;
    return since;
  }

  long createdAt() {
    return createdAt;
  }

  double progress() {
    return progress;
  }

  String stage() {
    return stage;
  }

  String error() {
    return error;
  }

  boolean failedBeforeStart() {
    return failedBeforeStart;
  }

  List<Output> outputs() {
    return outputs;
  }

  String dit() {
    return dit;
  }

  String lm() {
    return lm;
  }
}
