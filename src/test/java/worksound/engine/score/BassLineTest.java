package worksound.engine.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.engine.prompt.PromptReader;
import worksound.engine.style.SeededRandom;
import worksound.engine.style.Style;

/** What the bass plays below a hundred chords. */
class BassLineTest {

  private static final int PHRASES = 100;
  private static final int LOWEST = 26;
  private static final int HIGHEST = 60;

  @ParameterizedTest
  @CsvSource({"ambient, 0, 1", "lofi beat, 2, 2", "cafe jazz, 4, 5"})
  void itBeginsEveryChordWithItsRootAndPlaysSoOftenABar(String prompt, int least, int most) {
    Style style = PromptReader.read(prompt, 3);
    Phrase phrase = Composer.first(style, 3, 0);
    for (int i = 0; i < PHRASES; i++, phrase = Composer.next(phrase, 3)) {
      List<Note> notes = BassLine.notes(phrase, SeededRandom.of(phrase.seed(), 31));
      assertThat(notes.get(0).midi()).isEqualTo(phrase.bass());
      assertThat(notes.get(0).start()).isEqualTo(Math.round(phrase.start()));
      assertThat(notes.size()).isBetween(least * phrase.plannedBeats() / 4, most * phrase.plannedBeats() / 4);
      assertThat(notes).allSatisfy(note -> assertThat(note.midi()).isBetween(LOWEST, HIGHEST));
    }
  }
}
