package worksound.engine.prompt;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import worksound.engine.style.Mode;
import worksound.engine.style.Style;

/** Reads a style from a prompt in English or Japanese: tempo, key, genre, mood and instruments, wanted or not. */
public final class PromptReader {

  private static final Pattern TEMPO = Pattern.compile("(?:bpm|tempo|テンポ)\\D{0,3}(\\d{2,3})|(\\d{2,3})\\s*bpm");
  private static final Pattern KEY = Pattern.compile(
    "(?<![A-Za-z])([A-Ga-g])[ -]?(#|b(?![a-z])|sharp|flat)?[ -]?(?i:(minor|major|min|maj)\\b|(マイナー|メジャー))");
  private static final Pattern SHORT_KEY = Pattern.compile(
    "(?:(?:in|key of|key:)\\s+)([A-G])(#|b)?(m?)(?![A-Za-z])|(?<![A-Za-z])([A-G])(#|b)(m)(?![A-Za-z])");
  private static final Pattern JAPANESE_KEY = Pattern.compile("(嬰|変)?([ハニホヘトイロ])(長調|短調)");
  private static final Map<Character, Integer> PITCHES = Map.ofEntries(
    Map.entry('C', 0), Map.entry('D', 2), Map.entry('E', 4), Map.entry('F', 5),
    Map.entry('G', 7), Map.entry('A', 9), Map.entry('B', 11), Map.entry('ハ', 0), Map.entry('ニ', 2), Map.entry('ホ', 4), Map.entry('ヘ', 5),
    Map.entry('ト', 7), Map.entry('イ', 9), Map.entry('ロ', 11));

  private static final String NO = "(?<![a-z])(?:no|without|not|non|zero|minus|never|less|avoid(?:ing)?|exclud(?:e|ing)|except|skip|hate|dislike"
    + "|(?:do not|don't) (?:want|like|need|use|play|add))[ -]+(?:any |the |a |an |more |loud |heavy |much |too |for ){0,4}";
  private static final Pattern NEGATED_BEFORE = Pattern.compile(NO + "(?:[a-z-]+ (?:[a-z-]+ )?(?:or|and|nor) )?$");
  private static final Pattern NEGATED_AFTER = Pattern.compile(
    "^(?:[とやも・][^、。\\s]{1,8})?(?:の音|音|声)?(?:は|が|を|も|の)?(?:一切|全く|まったく|絶対に)?\\s?(?:なし|無し|ナシ|なく|無く|(?<![切つ])ない|レス"
      + "|抜き|以外|除|いらない|要らない|不要|使わ|入れない|やめ|嫌|好き(?:じゃ|では)ない|(?:欲し|ほし)くない)"
      + "|^(?:-| )?(?:free|less)(?![a-z])");

  private final String prompt;
  private final String text;
  private final StyleBuilder reading = new StyleBuilder();

  private static final Pattern FAINT_BEFORE = Pattern.compile(
    "(?<![a-z])(?:hardly any|barely any|few|faint|subtle|distant|sparse|a (?:little|touch of|hint of|bit of))[ -]+$"
      + "|(?:控えめな|かすかな|遠くの|少しの|少しだけ)$");
  private static final Pattern FAINT_AFTER = Pattern.compile("^(?:の音|音)?(?:は|を|が)?(?:控えめ|少なめ|小さめ|かすか|少しだけ|ほんの少し)");

  private PromptReader(String prompt) {
    this.prompt = Normalizer.normalize(prompt, Normalizer.Form.NFKC).replace('♯', '#').replace('♭', 'b').replace('’', '\'');
    this.text = this.prompt.toLowerCase(Locale.ROOT);
  }

  /** The style that {@code prompt} asks for; {@code seed} decides what it leaves open. */
  public static Style read(String prompt, long seed) {
    PromptReader reader = new PromptReader(prompt);
    reader.words(Vocabulary.GENRES);
    reader.words(Vocabulary.MOODS);
    reader.words(Vocabulary.INSTRUMENTS);
    reader.tempo();
    reader.key();
    return reader.reading.finish(seed);
  }

  /** Each effect once, and refused where any of its places is; what an entry has read, as "electric piano", those after it, as "piano", do not read again. */
  private void words(List<VocabularyEntry> words) {
    StringBuilder left = new StringBuilder(text);
    for (VocabularyEntry word : words) {
      Matcher found = word.pattern().matcher(left);
      List<MatchResult> places = found.results().toList();
      if (!places.isEmpty()) {
        boolean negated = places.stream().anyMatch(place -> isBeside(place, NEGATED_BEFORE, NEGATED_AFTER));
        boolean faint = places.stream().allMatch(place -> isBeside(place, FAINT_BEFORE, FAINT_AFTER));
        (negated ? word.refusal() : faint ? word.hint() : word.effect()).accept(reading);
        places.forEach(place -> left.replace(place.start(), place.end(), "\0".repeat(place.end() - place.start())));
      }
    }
  }

  private boolean isBeside(MatchResult place, Pattern before, Pattern after) {
    return before.matcher(text.substring(0, place.start())).find() || after.matcher(text.substring(place.end())).find();
  }

  private void tempo() {
    Matcher found = TEMPO.matcher(text);
    if (found.find()) {
      reading.bpm = Integer.parseInt(found.group(1) != null ? found.group(1) : found.group(2));
    }
  }

  private void key() {
    Matcher named = KEY.matcher(prompt);
    Matcher brief = SHORT_KEY.matcher(prompt);
    Matcher japanese = JAPANESE_KEY.matcher(prompt);
    if (named.find()) {
      String family = named.group(3) != null ? named.group(3).toLowerCase(Locale.ROOT) : named.group(4);
      key(named.group(1), named.group(2), family.startsWith("min") || family.equals("マイナー"));
    } else if (japanese.find()) {
      String sign = japanese.group(1) == null ? "" : japanese.group(1).equals("嬰") ? "#" : "b";
      key(japanese.group(2), sign, japanese.group(3).equals("短調"));
    } else if (brief.find()) {
      int group = brief.group(1) != null ? 1 : 4;
      key(brief.group(group), brief.group(group + 1), brief.group(group + 2).equals("m"));
    }
  }

  private void key(String letter, String sign, boolean minor) {
    int shift = sign == null || sign.isEmpty() ? 0 : sign.startsWith("#") || sign.startsWith("s") ? 1 : -1;
    reading.tonic = Math.floorMod(PITCHES.get(Character.toUpperCase(letter.charAt(0))) + shift, 12);
    boolean fits = reading.mode != null && reading.mode.family().equals(minor ? "minor" : "major");
    reading.mode = fits ? reading.mode : minor ? reading.cheer > 0.2 ? Mode.DORIAN : Mode.AEOLIAN : Mode.IONIAN;
  }
}
