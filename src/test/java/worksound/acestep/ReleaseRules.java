package worksound.acestep;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sound.sampled.UnsupportedAudioFileException;

/** What a careful client never sends to {@code /release_task}, though the server would accept it. */
final class ReleaseRules {

  private static final List<String> EXPLICIT =
    List.of("task_type", "audio_format", "batch_size", "audio_duration", "thinking", "use_cot_caption", "use_cot_language");
  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final int LATENT_FRAMES = 1920;
  private static final float SILENCE = 1f / 32_768;
  private static final float AUDIBLE = 1e-3f;

  private final StandInOptions options;
  private final Violations violations;

  ReleaseRules(StandInOptions options, Violations violations) {
    this.options = options;
    this.violations = violations;
  }

  void check(ReleaseRequest request) {
    for (String field : EXPLICIT) {
      violations.require(request.raw(field) != null, "release_task without an explicit " + field);
    }
    String format = request.text("audio_format", "mp3");
    violations.require(Set.of("wav", "wav32").contains(format), "audio_format is " + format + ", not wav");
    violations.require(request.number("batch_size", 2) == 1, "batch_size is " + request.text("batch_size", "defaulted") + ", not 1");
    violations.require(request.number("audio_duration", -1) == options.seconds,
      "audio_duration is " + request.text("audio_duration", "defaulted") + ", not " + options.seconds);
    modelIsKnown("model", request, options.dits);
    modelIsKnown("lm_model_path", request, options.lms);
    if (request.isRepaint()) {
      repaint(request);
    }
  }

  private void modelIsKnown(String field, ReleaseRequest request, List<String> known) {
    String name = request.text(field, "");
    violations.require(name.isEmpty() || known.contains(name), field + " names " + name + ", of which this server knows only "
      + new TreeSet<>(known));
  }

  private void repaint(ReleaseRequest request) {
    for (String field : List.of("repainting_start", "repainting_end")) {
      String value = request.text(field, "missing");
      violations.require(PLAIN_NUMBER.matcher(value).matches(), field + " is " + value + ", not a plain number with a point");
    }
    double start = request.number("repainting_start", 0);
    violations.require(start == options.start, "repainting_start is " + start + ", not " + options.start);
    double end = request.number("repainting_end", -1);
    violations.require(end <= 0 || end == options.seconds, "repainting_end is " + end + ", not the end");
    if (request.upload() == null) {
      violations.add("repaint without an uploaded src_audio");
      return;
    }
    try {
      source(WavBytes.read(request.upload().getBytes()));
    } catch (UnsupportedAudioFileException e) {
      violations.add("src_audio is no WAV");
    }
  }

  private void source(Clip source) {
    int boundary = (int) Math.round(options.start * source.rate());
    violations.require(source.rate() == Tape.RATE && source.channels().length == 2,
      "src_audio has " + source.rate() + " Hz and " + source.channels().length + " channels, not 48000 Hz stereo");
    violations.require(source.seconds() == options.seconds, "src_audio has " + source.seconds() + " s, not " + options.seconds);
    violations.require(source.frames() % LATENT_FRAMES == 0, "src_audio has " + source.frames() + " frames, no multiple of 1920");
    violations.require(source.peak(0, boundary) >= AUDIBLE, "src_audio is silent before repainting_start");
    violations.require(source.peak(boundary, source.frames()) <= SILENCE, "src_audio is not silent after repainting_start");
  }
}
