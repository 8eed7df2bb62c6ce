package worksound.engine.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import worksound.engine.prompt.PromptReader;
import worksound.engine.style.Instrument;
import worksound.engine.style.Mode;
import worksound.engine.style.Style;

/** The score as it is written, before it sounds. */
class ScoreTest {

  @ParameterizedTest
  @ValueSource(strings = {"ambient", "cafe jazz", "sad strings", "bright guitar, fast", "space drone"})
  void voicesMoveLittleStayInRangeAndNeverCross(String prompt) {
    Style style = PromptReader.read(prompt, 1);
    Phrase phrase = Composer.first(style, 1, 0);
    double moved = 0;
    for (int i = 0; i < 500; i++) {
      Phrase next = Composer.next(phrase, 1);
      assertThat(next.voicing()).hasSize(4).doesNotHaveDuplicates().isSorted().allMatch(midi -> midi >= 48 && midi <= 77);
      assertThat(next.voicing()).allMatch(midi -> next.chord().classes().contains(midi % 12));
      assertThat(next.bass()).isBetween(33, 46);
      assertThat(next.bass() % 12).isEqualTo(next.chord().root());
      for (int voice = 0; voice < 4; voice++) {
        moved += Math.abs(next.voicing().get(voice) - phrase.voicing().get(voice));
      }
      phrase = next;
    }
    assertThat(moved / 2_000).as("semitones per voice and chord").isLessThan(2.6);
  }

  @Test
  void chordsStayInTheScale() {
    for (Mode mode : Mode.values()) {
      Style style = PromptReader.read("pads", 1).inKey(2, mode);
      Phrase phrase = Composer.first(style, 1, 0);
      for (int i = 0; i < 200; i++) {
        for (int pitch : phrase.chord().classes()) {
          int above = Math.floorMod(pitch - 2, 12);
          assertThat(java.util.stream.IntStream.range(0, 7).map(mode::semitones)).as(mode + " " + phrase.chord()).contains(above);
        }
        phrase = Composer.next(phrase, 1);
      }
    }
  }

  @Test
  void theProgressionComesBackForAWhileAndThenMovesOn() {
    Phrase phrase = Composer.first(PromptReader.read("ambient", 1), 1, 0);
    Set<List<Integer>> cycles = new HashSet<>();
    List<Integer> before = phrase.cycle();
    for (int i = 0; i < 400; i++) {
      phrase = Composer.next(phrase, 1);
      int changed = 0;
      for (int place = 0; place < 4; place++) {
        changed += phrase.cycle().get(place).equals(before.get(place)) ? 0 : 1;
      }
      assertThat(changed).isLessThanOrEqualTo(1);
      before = phrase.cycle();
      cycles.add(phrase.cycle());
    }
    assertThat(cycles).hasSizeGreaterThan(20);
  }

  @Test
  void theBeatDoesNotLeaveItsGridInAWholeDay() {
    Style style = PromptReader.read("lofi 83 bpm", 1);
    Phrase phrase = Composer.first(style, 1, 0);
    long beats = 0;
    while (phrase.start() < 24.0 * 3_600 * ScoreTime.RATE) {
      beats += phrase.beats();
      phrase = Composer.next(phrase, 1);
    }
    assertThat(phrase.start()).isCloseTo(beats * ScoreTime.RATE * 60.0 / 83, within(1.0));
  }

  @Test
  void notesLieInsideTheirPhraseInOrder() {
    Phrase phrase = Composer.first(PromptReader.read("lofi, guitar, bells, kalimba, piano", 1), 1, 1_000);
    for (int i = 0; i < 50; i++) {
      Phrase current = phrase;
      List<Note> notes = Arranger.notes(current, current.style());
      assertThat(notes).isNotEmpty().isSortedAccordingTo(java.util.Comparator.comparingLong(Note::start));
      assertThat(notes).allMatch(note -> note.start() >= Math.round(current.start()) && note.start() < current.end());
      phrase = Composer.next(phrase, 1);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"busy guitar|sparse guitar", "華やかなギター|ミニマルなギター", "rich music box|simple music box"})
  void aBusyPlayerHasMoreNotesThanASparseOne(String busy, String sparse) {
    assertThat(notesIn100Phrases(busy)).isGreaterThan(1.3 * notesIn100Phrases(sparse));
  }

  private static double notesIn100Phrases(String prompt) {
    Phrase phrase = Composer.first(PromptReader.read(prompt + " 80 bpm", 1), 1, 0);
    int notes = 0;
    for (int i = 0; i < 100; i++) {
      notes += Arranger.notes(phrase, phrase.style()).size();
      phrase = Composer.next(phrase, 1);
    }
    return notes;
  }

  /** With brushes somebody stirs on every beat, and no bar is played as the one before. */
  @ParameterizedTest
  @ValueSource(strings = {"cafe jazz, brushed drums", "カフェジャズ、ブラシ"})
  void brushesStirOnEveryBeat(String prompt) {
    Phrase phrase = Composer.next(Composer.first(PromptReader.read(prompt, 1), 1, 0), 1);
    List<Note> kit = Arranger.notes(phrase, phrase.style()).stream().filter(note -> note.instrument() == Instrument.BRUSHES).toList();
    List<Note> stirred = kit.stream().filter(note -> note.midi() == Drum.STIR.ordinal()).toList();
    assertThat(stirred).hasSize(phrase.plannedBeats());
    assertThat(stirred.stream().map(Note::velocity)).doesNotHaveDuplicates();
    assertThat(kit).extracting(Note::midi).contains(Drum.TAP.ordinal(), Drum.KICK.ordinal()).doesNotContain(Drum.SNARE.ordinal());
  }

  @Test
  void aTurnKeepsThePastAndComesWithinAFewSeconds() {
    Style slow = PromptReader.read("space drone", 1);
    Style fast = PromptReader.read("techno, C major", 1);
    Piece piece = Piece.begin(1, "space drone", slow);
    long time = ScoreTime.samples(100);
    Score score = new Score(piece, 0, 1);
    while (score.peek().start() < time) {
      score.read();
    }
    Piece turned = piece.remembered(score.written(), 0).turnTo(fast, "techno", time, 1);
    Phrase last = turned.phrases().get(turned.phrases().size() - 1);
    assertThat(last.style()).isEqualTo(fast);
    assertThat((last.start() - time) / ScoreTime.RATE).isBetween(1.0, 7.0);
    assertThat(turned.styleAt(time)).isEqualTo(slow);
    assertThat(turned.styleAt(time + ScoreTime.samples(7))).isEqualTo(fast);
    assertThat(turned.until(time).phrases()).isEqualTo(score.written().stream().filter(phrase -> phrase.start() <= time).toList());
  }

  @Test
  void whatIsRememberedDoesNotGrow() {
    Piece piece = Piece.begin(1, "pads", PromptReader.read("pads", 1));
    for (int i = 1; i < 300; i++) {
      long time = ScoreTime.samples(45) * i;
      piece = piece.turnTo(PromptReader.read(i % 2 == 0 ? "pads" : "techno", 1), "p" + i, time, i);
      Score score = new Score(piece, time, i);
      while (score.peek().start() < time + ScoreTime.samples(45)) {
        score.read();
      }
      piece = piece.remembered(score.written(), time - ScoreTime.samples(60));
      assertThat(piece.morphs()).hasSizeLessThan(4);
      assertThat(piece.phrases()).hasSizeLessThan(60);
    }
  }
}
