package worksound.engine.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.dsp.Correlation;
import worksound.engine.prompt.PromptReader;
import worksound.engine.style.Style;

/** An hour of a piece, as it is written. */
class MovementTest {

  private static final double SECONDS = 3_600;
  private static final int SMOOTHED = 8;

  private final List<Phrase> hour = new ArrayList<>();

  @BeforeEach
  void begin() {
    hour.clear();
  }

  private void write(String prompt) {
    Style style = PromptReader.read(prompt, 3);
    Phrase phrase = Composer.first(style, 3, 0);
    while (phrase.start() < SECONDS * ScoreTime.RATE) {
      hour.add(phrase);
      phrase = Composer.next(phrase, 3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ambient", "cafe jazz", "lofi beat", "solo piano", "drone"})
  void phrasesSwellAndSinkWithoutAStep(String prompt) {
    write(prompt);
    double softest = hour.stream().mapToDouble(phrase -> phrase.movement().to()).min().orElseThrow();
    double fullest = hour.stream().mapToDouble(phrase -> phrase.movement().to()).max().orElseThrow();
    assertThat(fullest - softest).isBetween(9.0, 12.0);
    for (int i = 1; i < hour.size(); i++) {
      long start = Math.round(hour.get(i).start());
      assertThat(hour.get(i).loudness(start)).as("phrase " + i).isCloseTo(hour.get(i - 1).loudness(start), within(0.01));
      double seconds = (hour.get(i).end() - hour.get(i).start()) / ScoreTime.RATE;
      assertThat(Math.abs(hour.get(i).movement().to() - hour.get(i).movement().from()) / seconds).as("dB per second").isLessThan(2.2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ambient", "cafe jazz", "lofi beat", "solo piano"})
  void densityRegisterAndHarmonyRiseAndFallInArcsOfMinutes(String prompt) {
    write(prompt);
    assertThat(minutesPerArc(phrase -> phrase.movement().density())).isBetween(3.0, 8.5);
    assertThat(minutesPerArc(phrase -> phrase.movement().register())).isBetween(3.0, 8.5);
    assertThat(minutesPerArc(phrase -> phrase.movement().colour())).isBetween(3.0, 8.5);
    double low = hour.stream().mapToDouble(MovementTest::height).min().orElseThrow();
    double high = hour.stream().mapToDouble(MovementTest::height).max().orElseThrow();
    assertThat(high - low).as("semitones between the lowest and the highest chord").isGreaterThan(4);
  }

  /** The arcs are no intention only: what is written follows them, averaged over two cycles of four phrases. */
  @ParameterizedTest
  @ValueSource(strings = {"instrumental ambient focus music, stable rhythm", "cafe jazz", "lofi beat", "solo piano"})
  void whatIsWrittenFollowsTheArcs(String prompt) {
    write(prompt);
    assertThat(agreement(phrase -> phrase.movement().register(), MovementTest::height)).as("register").isGreaterThan(0.8);
    assertThat(agreement(phrase -> phrase.movement().density(), MovementTest::notesPerBeat)).as("density").isGreaterThan(0.4);
    assertThat(agreement(phrase -> phrase.movement().colour(), MovementTest::colour)).as("harmony").isGreaterThan(0.4);
  }

  private static double notesPerBeat(Phrase phrase) {
    return (double) Arranger.notes(phrase, phrase.style()).size() / phrase.plannedBeats();
  }

  /** Whether the chord has a seventh. */
  private static double colour(Phrase phrase) {
    int root = phrase.chord().root();
    return phrase.chord().classes().stream().anyMatch(pitch -> List.of(10, 11).contains(Math.floorMod(pitch - root, 12))) ? 1 : 0;
  }

  /** Correlation of two figures over the hour. */
  private double agreement(ToDoubleFunction<Phrase> planned, ToDoubleFunction<Phrase> written) {
    Correlation correlation = new Correlation();
    float[] goal = smoothed(planned);
    float[] result = smoothed(written);
    correlation.add(goal, 0, result, 0, goal.length);
    return correlation.correlation();
  }

  /** Running means over eight phrases, less the mean of the hour. */
  private float[] smoothed(ToDoubleFunction<Phrase> figure) {
    double mean = hour.stream().mapToDouble(figure).average().orElseThrow();
    float[] smoothed = new float[hour.size() - SMOOTHED + 1];
    for (int i = 0; i < smoothed.length; i++) {
      smoothed[i] = (float) (hour.subList(i, i + SMOOTHED).stream().mapToDouble(figure).average().orElseThrow() - mean);
    }
    return smoothed;
  }

  private double minutesPerArc(ToDoubleFunction<Phrase> figure) {
    int rises = 0;
    for (int i = 1; i < hour.size(); i++) {
      rises += figure.applyAsDouble(hour.get(i - 1)) < 0 && figure.applyAsDouble(hour.get(i)) >= 0 ? 1 : 0;
    }
    return SECONDS / 60 / rises;
  }

  private static double height(Phrase phrase) {
    return phrase.voicing().stream().mapToInt(Integer::intValue).average().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"instrumental ambient focus music", "cafe jazz", "lofi beat", "solo piano"})
  void noEightBarsComeBackAsTheyWere(String prompt) {
    write(prompt);
    Set<List<Object>> seen = new HashSet<>();
    int phrases = Math.max(1, 32 / hour.get(0).plannedBeats());
    for (int i = 0; i + phrases <= hour.size(); i++) {
      List<Object> bars = new ArrayList<>();
      hour.subList(i, i + phrases).forEach(phrase -> bars.addAll(sixteenths(phrase)));
      assertThat(seen.add(bars)).as("bars from phrase " + i).isTrue();
    }
  }

  /** What is played on which sixteenth, whoever plays it a little early, late, soft or loud. */
  private static List<Object> sixteenths(Phrase phrase) {
    List<Object> played = new ArrayList<>(List.of(phrase.voicing()));
    for (Note note : Arranger.notes(phrase, phrase.style())) {
      played.add(List.of(note.instrument(), note.midi(), Math.round(4 * (note.start() - phrase.start()) / phrase.samplesPerBeat())));
    }
    return played;
  }
}
