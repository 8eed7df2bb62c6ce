package worksound.acestep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Makes audio as the real server does, as far as a client can tell: text2music is a stretch of the tape; repaint is the uploaded head
 * followed by the tape from where that head was cut, with a 25 ms ramp before the boundary; all of it normalised to a peak of −1 dBFS.
 */
final class Generation {

  private static final int RAMP_FRAMES = 1_200;
  private static final int SEEDS = 1 << 20;
  private static final double CHOSEN_SECONDS = 120;

  private final StandInOptions options;
  private final AudioStore store;
  private final Violations violations;
  private final TapeIndex index = new TapeIndex();
  private final Wear wear = new Wear();
  private final Random random = new Random(1);

  /** Where a clip begins on the tape, whether that was recognised, and the gain that an uploaded context came back with. */
  record Origin(long position, boolean recognised, double gain) {
  }

  record Made(List<StandInTask.Output> outputs, Origin origin) {
  }

  private record Sound(Clip clip, Origin origin) {
  }

  /** A failed generation; the message is the last line of its traceback. */
  static final class GenerationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    GenerationFailed(String lastLine) {
      super(lastLine);
    }
  }

  Generation(StandInOptions options, AudioStore store, Violations violations) {
    this.options = options;
    this.store = store;
    this.violations = violations;
  }

  /** Blocking: reads, computes and writes files. */
  Made make(StandInTask task) throws GenerationFailed, IOException {
    List<StandInTask.Output> outputs = new ArrayList<>();
    Origin origin = null;
    for (int i = 0; i < task.request().batchSize(); i++) {
      long seed = seed(task.request(), i);
      Sound sound = sound(task, seed);
      origin = origin == null ? sound.origin : origin;
      outputs.add(new StandInTask.Output(save(task, sound.clip, seed), seed));
    }
    return new Made(outputs, origin);
  }

  private synchronized long seed(ReleaseRequest request, int item) {
    String[] given = request.text("seed", "").split(",");
    boolean wanted = !options.old && !request.flag("use_random_seed", true);
    return wanted && item < given.length && given[item].matches("\\d{1,18}") ? Long.parseLong(given[item]) : random.nextInt(1 << 30);
  }

  private Sound sound(StandInTask task, long seed) throws GenerationFailed {
    ReleaseRequest request = task.request();
    long fresh = Math.floorMod(seed, SEEDS) * 0x1_0000_0000L;
    double seconds = request.duration() > 0 ? request.duration() : CHOSEN_SECONDS;
    boolean sourceIgnored = options.old && request.upload() == null;
    Sound sound = request.isRepaint() && !sourceIgnored ? repaint(task, fresh)
      : new Sound(Tape.cut(fresh, (int) Math.round(seconds * Tape.RATE)).normalised(), new Origin(fresh, true, 1));
    if (task.has(Fault.Kind.UNRELATED)) {
      sound = new Sound(Tape.cut(fresh, sound.clip.frames()).normalised(), new Origin(fresh, true, 1));
    }
    if (request.isRepaint() && options.headDelay >= 0) {
      sound = reconstructed(sound, frames(request.number("repainting_start", 0)));
    }
    index.gaveOut(sound.origin.position, sound.clip.frames());
    return sound;
  }

  private Sound reconstructed(Sound pasted, int head) {
    Origin origin = pasted.origin;
    float level = Reconstruction.level(pasted.clip.cut(0, head), Tape.cut(origin.position, head));
    Clip clip = Reconstruction.of(pasted.clip, origin.position, level, head, options.headDelay);
    return new Sound(clip, new Origin(origin.position - options.headDelay, origin.recognised, origin.gain));
  }

  private Sound repaint(StandInTask task, long fresh) throws GenerationFailed {
    ReleaseRequest request = task.request();
    Clip source = source(request);
    int start = frames(request.number("repainting_start", 0));
    double asked = request.number("repainting_end", -1);
    int end = asked > 0 ? frames(asked) : source.frames();
    Clip head = source.cut(0, Math.min(start, source.frames()));
    Optional<Wear.Origin> worn = options.wears > 0 ? wear.find(head) : Optional.empty();
    OptionalLong found = worn.isPresent() ? OptionalLong.of(worn.get().end() - head.frames()) : index.find(head);
    violations.require(found.isPresent() || start == 0, "the head of the repaint source is nothing that this server made");
    long position = found.orElse(fresh);
    int passes = worn.map(Wear.Origin::passes).orElse(0) + options.wears;
    Clip tape = Tape.cut(position, Math.max(end, source.frames()));
    Clip made = options.wears > 0 ? Wear.of(tape, passes, position) : tape;
    float level = found.isPresent() ? Reconstruction.level(head, made) : 1;
    Clip raw = pasted(source, task.has(Fault.Kind.OTHER_MUSIC) ? otherMusic(made) : made.amplified(level), start, end);
    Clip normal = raw.normalised();
    if (options.wears > 0) {
      rememberEnd(normal, new Wear.Origin(position + normal.frames(), passes));
    }
    double gain = Clip.NORMAL_PEAK / raw.peak(0, raw.frames());
    return new Sound(normal, new Origin(position, found.isPresent(), gain));
  }

  /** By what is written of it, which is what comes back. */
  private void rememberEnd(Clip clip, Wear.Origin origin) throws GenerationFailed {
    try {
      wear.gaveOut(WavBytes.read(WavBytes.write(clip, options.encoding)), origin);
    } catch (UnsupportedAudioFileException e) {
      throw new GenerationFailed("ValueError: " + e.getMessage());
    }
  }

  /** The tape a fifth higher, as loud as it is. */
  private static Clip otherMusic(Clip tape) {
    float[][] channels = new float[2][tape.frames()];
    for (int c = 0; c < 2; c++) {
      for (int n = 0; n < tape.frames(); n++) {
        channels[c][n] = tape.channels()[c][(int) (n * 3L / 2 % tape.frames())];
      }
    }
    return new Clip(tape.rate(), channels);
  }

  private static Clip source(ReleaseRequest request) throws GenerationFailed {
    if (request.upload() == null) {
      throw new GenerationFailed("ValueError: Task 'repaint' requires source audio");
    }
    try {
      Clip source = WavBytes.read(request.upload().getBytes());
      float[][] in = source.channels();
      return in.length == 2 ? source : new Clip(source.rate(), new float[][] {in[0], in[0]});
    } catch (UnsupportedAudioFileException e) {
      throw new GenerationFailed("ValueError: Invalid source audio");
    }
  }

  private static int frames(double seconds) {
    return (int) Math.round(seconds * Tape.RATE);
  }

  /** {@code made} between {@code start} and {@code end}, the source elsewhere, a linear ramp before {@code start}. */
  private static Clip pasted(Clip source, Clip made, int start, int end) {
    Clip out = source.cut(0, made.frames());
    for (int c = 0; c < 2; c++) {
      for (int n = Math.max(0, start - RAMP_FRAMES); n < end; n++) {
        float mix = n >= start ? 1 : (n - start + RAMP_FRAMES) / (float) RAMP_FRAMES;
        out.channels()[c][n] += mix * (made.channels()[c][n] - out.channels()[c][n]);
      }
    }
    return out;
  }

  private String save(StandInTask task, Clip clip, long seed) throws IOException {
    if (task.has(Fault.Kind.NO_FILE)) {
      return "";
    }
    String format = task.request().text("audio_format", "mp3");
    String extension = format.equals("wav32") && !options.old ? "wav" : List.of("wav", "mp3").contains(format) ? format : "flac";
    String name = UUID.nameUUIDFromBytes((task.request().fingerprint() + seed).getBytes(StandardCharsets.UTF_8)) + "." + extension;
    boolean isWav = extension.equals("wav") && !task.has(Fault.Kind.NOT_WAV);
    WavBytes.Encoding encoding = format.equals("wav32") ? WavBytes.Encoding.FLOAT_32 : options.encoding;
    byte[] noWav = "fLaC\0\0\0\"not decoded by any client of this server".getBytes(StandardCharsets.US_ASCII);
    String saved = store.save(name, isWav ? WavBytes.write(spoilt(task, clip), encoding) : noWav);
    if (task.has(Fault.Kind.FILE_GONE)) {
      Files.delete(store.find(saved));
    }
    return saved;
  }

  private static Clip spoilt(StandInTask task, Clip clip) {
    if (task.fault() == null) {
      return clip;
    }
    return switch (task.fault().kind()) {
      case SILENT -> clip.amplified(0);
      case CLIPPED -> clip.amplified(4);
      case WRONG_LENGTH -> clip.cut(0, frames(task.fault().amount()));
      case FADE_OUT -> fadedOut(clip, task.request().isRepaint() ? frames(task.request().number("repainting_start", 0)) : 0);
      default -> clip;
    };
  }

  private static Clip fadedOut(Clip clip, int from) {
    Clip out = clip.cut(0, clip.frames());
    for (float[] channel : out.channels()) {
      for (int n = from; n < channel.length; n++) {
        channel[n] *= Math.max(0, 1 - 2f * (n - from) / (channel.length - from));
      }
    }
    return out;
  }
}
