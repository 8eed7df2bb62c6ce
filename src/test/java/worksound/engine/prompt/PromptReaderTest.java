package worksound.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import worksound.engine.style.Instrument;
import worksound.engine.style.Style;
import worksound.engine.tone.Presets;

/** What is read from words, in both languages. */
class PromptReaderTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"lo-fi 90 bpm|90", "90BPM|90", "bpm: 75|75", "テンポ80で|80", "120bpm ピアノ|120", "９０ｂｐｍ|90", "300 bpm|180"})
  void readsTheTempo(String prompt, double bpm) {
    assertThat(PromptReader.read(prompt, 1).bpm()).isEqualTo(bpm);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"slow piano|piano", "ゆっくりしたピアノ|ピアノ", "piano|fast piano", "ピアノ|速いピアノ", "meditation|techno",
    "very slow piano|slow piano", "テンポは遅め|テンポは速め", "作業用BGM|ノリのいい作業用BGM", "ゆっくり、ボーカルなし|ボーカルなし"})
  void slowIsSlowerThanFast(String slower, String faster) {
    assertThat(PromptReader.read(slower, 1).bpm()).isLessThan(PromptReader.read(faster, 1).bpm());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"in D minor|D minor", "F# major|F# major", "piano, Bb major|Bb major", "e-flat minor|Eb minor",
    "F#m|F# minor", "in Am|A minor", "key of C|C major", "ニ短調|D minor", "変ロ長調のピアノ|Bb major", "嬰ヘ短調|F# minor", "Dマイナー|D minor", "G♭ major|F# major"})
  void readsTheKey(String prompt, String key) {
    assertThat(PromptReader.read(prompt, 1).key()).isEqualTo(key);
  }

  /** On a quarter of the stack that threads usually have. */
  @Test
  void aLongRowOfSmallWordsNeedsLittleStack() throws InterruptedException {
    AtomicReference<Style> style = new AtomicReference<>();
    Thread reader = new Thread(null, () -> style.set(PromptReader.read("no " + "a ".repeat(996) + "rain", 1)), "reader", 256 << 10);
    reader.start();
    reader.join();
    assertThat(style.get()).isNotNull();
  }

  @Test
  void takesNoKeyFromPlainWords() {
    assertThat(PromptReader.read("I am calm", 1).tonic()).isEqualTo(PromptReader.read("calm", 1).tonic());
    assertThat(PromptReader.read("a major achievement", 1).key()).isEqualTo("A major");
  }

  @ParameterizedTest
  @CsvSource({"piano,PIANO", "felt piano,PIANO", "ピアノ,PIANO", "strings,STRINGS", "弦楽,STRINGS", "acoustic guitar,GUITAR", "ギター,GUITAR",
    "music box,KALIMBA", "オルゴール,KALIMBA", "bells,BELLS", "鐘の音,BELLS", "drums,BEAT", "ビート,BEAT", "ローファイ,BEAT", "lofi,BEAT", "rainy day,RAIN",
    "雨のカフェ,RAIN", "ocean waves,OCEAN", "波の音,OCEAN", "wind,WIND", "そよ風,WIND", "せせらぎ,STREAM", "brushed drums,BRUSHES", "ブラシのドラム,BRUSHES", "jazz trio with drums,BRUSHES", "ジャズカフェ、ドラム,BRUSHES",
    "jazzy lofi drums,BEAT", "brown noise,BROWN_NOISE", "焚き火,FIRE",
    "vinyl crackle,CRACKLE", "Rhodes,KEYS", "エレピ,KEYS", "choir,CHOIR", "合唱,CHOIR", "drone,PAD", "sub bass,BASS"})
  void hearsInstruments(String prompt, Instrument instrument) {
    assertThat(PromptReader.read(prompt, 1).level(instrument)).isGreaterThan(0.3);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"lofi, no drums|BEAT", "lofi without any beats|BEAT", "ambient without piano|PIANO", "no drums or piano, ambient|PIANO",
    "ambient focus, no vocals, stable rhythm|CHOIR", "ローファイ、ドラムなし|BEAT", "アンビエント、ピアノは不要|PIANO", "ピアノとドラムなしのローファイ|BEAT",
    "ピアノやドラムは要らない、集中|PIANO", "drum-free lofi|BEAT", "non-drum lofi|BEAT", "雨の音なし、ピアノ|RAIN", "drumless lo-fi|BEAT", "I don't want drums or vocals, just calm piano|CHOIR",
    "I don’t like drums, lofi|BEAT", "ambient pads, avoid bells|BELLS", "exclude the drums, chill hop|BEAT", "piano and guitar, no piano|PIANO",
    "orchestral film score, but no strings|STRINGS", "lo-fi, no vinyl crackle|CRACKLE", "ドラムもボーカルもいらない、静かなピアノだけ|BEAT", "ドラムレスのローファイ|BEAT",
    "ハープ、打楽器は一切なし|BEAT", "太鼓は入れないで、笛とマリンバ|BEAT", "ストリングス以外のオーケストラ|STRINGS", "ピアノは好きじゃない、ギターがいい|PIANO",
    "ローファイヒップホップ、レコードノイズなし|CRACKLE", "ピアノを使わないアンビエント|PIANO"})
  void leavesOutWhatIsNotWanted(String prompt, Instrument instrument) {
    assertThat(PromptReader.read(prompt, 1).level(instrument)).isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"no vocals, piano|PIANO", "ドラムなし、ピアノ|PIANO", "パッド、ボーカルなし|PAD", "ストリングス、切ない|STRINGS", "ピアノ、ドラムなし|PIANO", "without drums, soft pads|PAD", "雨なし。海|OCEAN"})
  void aRefusalReachesNoFurtherThanItsWord(String prompt, Instrument instrument) {
    assertThat(PromptReader.read(prompt, 1).level(instrument)).isGreaterThan(0.3);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"faint rain, piano|RAIN", "guitar, subtle drums|BEAT", "pads with a hint of bells|BELLS", "something peaceful, hardly any drums|BEAT",
    "ギター、ドラムは控えめ|BEAT", "かすかな雨、ピアノ|RAIN", "遠くの鐘、パッド|BELLS"})
  void aLittleOfSomethingIsThereAndSofter(String prompt, Instrument instrument) {
    assertThat(PromptReader.read(prompt, 1).level(instrument)).isBetween(0.2, 0.45);
  }

  @Test
  void deepIsDarkUnlessItIsPartOfAName() {
    assertThat(PromptReader.read("deep house", 1).brightness()).isEqualTo(PromptReader.read("house", 1).brightness());
    assertThat(PromptReader.read("deep ambient", 1).brightness()).isLessThan(PromptReader.read("ambient", 1).brightness());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"dark pads|bright pads", "暗い音楽|明るい音楽", "warm|sunny", "夜|朝"})
  void darkWordsAreDarkerThanBrightOnes(String dark, String bright) {
    assertThat(PromptReader.read(dark, 1).brightness()).isLessThan(PromptReader.read(bright, 1).brightness());
  }

  @ParameterizedTest
  @CsvSource({"sad,minor", "切ない,minor", "happy,major", "明るい,major"})
  void moodDecidesTheModeWhereNoKeyIsNamed(String prompt, String family) {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(PromptReader.read(prompt, seed).mode().family()).isEqualTo(family);
    }
  }

  @Test
  void onlyMeansOnly() {
    assertThat(PromptReader.read("rain only", 1).levels()).containsOnlyKeys(Instrument.RAIN);
    assertThat(PromptReader.read("ピアノだけ", 1).levels()).containsOnlyKeys(Instrument.PIANO);
    assertThat(PromptReader.read("nothing but rain", 1).levels()).containsOnlyKeys(Instrument.RAIN);
    assertThat(PromptReader.read("鳥のさえずりと川の音、音楽なし", 1).levels()).containsOnlyKeys(Instrument.STREAM);
    assertThat(PromptReader.read("solo guitar", 1).levels()).containsOnlyKeys(Instrument.GUITAR);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"electric piano and bass|PIANO", "エレクトリックピアノ|PIANO", "brushed drums|BEAT", "jazz café, drums|BEAT", "brown noise|WHITE_NOISE"})
  void whatIsPartOfALongerNameIsNotAskedForBesides(String prompt, Instrument instrument) {
    assertThat(PromptReader.read(prompt, 1).level(instrument)).isZero();
  }

  /** Both languages ask for the same music: who plays, whether it is slow. */
  @Test
  void everyPresetAsksForTheSameInBothLanguages() {
    Map<String, String> japanese = Presets.in("ja");
    Presets.in("en").forEach((name, prompt) -> {
      Style english = PromptReader.read(prompt, 1);
      Style translated = PromptReader.read(japanese.get(name), 1);
      assertThat(loud(translated)).as(name).isEqualTo(loud(english));
      assertThat(translated.bpm() / english.bpm()).as(name + ": tempo").isBetween(0.8, 1.25);
      assertThat(translated.brightness()).as(name + ": brightness").isCloseTo(english.brightness(), within(0.16));
      assertThat(translated.density()).as(name + ": density").isCloseTo(english.density(), within(0.16));
    });
  }

  private static Set<Instrument> loud(Style style) {
    return style.levels().entrySet().stream().filter(entry -> entry.getValue() > 0.3).map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  @Test
  void whatIsNamedTwiceIsThereTwice() {
    assertThat(PromptReader.read("electric piano and piano", 1).levels()).containsKeys(Instrument.PIANO, Instrument.KEYS);
  }

  @Test
  void nothingUnderstoodIsStillMusic() {
    for (String prompt : new String[] {"", "qwertz", "🎵", "no pads, no piano, no bass", "музыка"}) {
      assertThat(PromptReader.read(prompt, 1).levels().values()).as(prompt).anyMatch(level -> level > 0.4);
    }
  }

  @Test
  void whatIsLeftOpenDependsOnTheSeedAlone() {
    assertThat(PromptReader.read("piano", 1)).isEqualTo(PromptReader.read("piano", 1));
    assertThat(PromptReader.read("piano", 1).tonic()).isEqualTo(PromptReader.read("guitar and rain", 1).tonic());
    assertThat(java.util.stream.LongStream.range(0, 50).map(seed -> PromptReader.read("piano", seed).tonic()).distinct().count()).isGreaterThan(6);
  }

  @Test
  void aLongPromptIsReadInNoTime() {
    String prompt = "no ".repeat(700) + "calm or and nor drums ".repeat(200);
    assertThat(PromptReader.read(prompt, 1)).isNotNull();
  }
}
