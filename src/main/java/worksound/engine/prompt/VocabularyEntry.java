package worksound.engine.prompt;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import worksound.engine.style.Instrument;

/**
 * One entry of the {@link Vocabulary}: words that mean the same in English and Japanese, and what they do.
 *
 * @param pattern finds any of the words
 * @param effect  of the words
 * @param hint    of the words when only a little is wanted, as in "faint rain"
 * @param refusal of the words when negated, as in "no drums"
 */
record VocabularyEntry(Pattern pattern, Consumer<StyleBuilder> effect, Consumer<StyleBuilder> hint, Consumer<StyleBuilder> refusal) {

  /** Part of its level that an instrument has when only a little of it is wanted. */
  private static final double FAINT = 0.45;

  /** Words for a mood, a tempo or a genre; {@code words} are separated by commas. */
  static VocabularyEntry mood(String words, Consumer<StyleBuilder> effect) {
    return new VocabularyEntry(pattern(words), effect, effect, reading -> { });
  }

  /** Words for an instrument. */
  static VocabularyEntry instrument(String words, Instrument instrument, double level) {
    return new VocabularyEntry(pattern(words), reading -> reading.ask(instrument, level),
      reading -> reading.ask(instrument, FAINT * level), reading -> reading.refuse(instrument));
  }

  /** Latin words match whole, with or without a plural; Japanese has no spaces and matches anywhere. */
  private static Pattern pattern(String words) {
    return Pattern.compile(Stream.of(words.split(",\\s*"))
      .map(word -> word.charAt(0) < 128 ? "(?<![a-z])" + Pattern.quote(word) + "(?:s|es|y|ly)?(?=less(?![a-z])|[^a-z]|$)" : Pattern.quote(word))
      .collect(Collectors.joining("|")));
  }
}
