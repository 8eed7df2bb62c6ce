package worksound.engine.prompt;

import static worksound.engine.style.Instrument.BASS;
import static worksound.engine.style.Instrument.BEAT;
import static worksound.engine.style.Instrument.BELLS;
import static worksound.engine.style.Instrument.BROWN_NOISE;
import static worksound.engine.style.Instrument.BRUSHES;
import static worksound.engine.style.Instrument.CHOIR;
import static worksound.engine.style.Instrument.CRACKLE;
import static worksound.engine.style.Instrument.FIRE;
import static worksound.engine.style.Instrument.GUITAR;
import static worksound.engine.style.Instrument.KALIMBA;
import static worksound.engine.style.Instrument.KEYS;
import static worksound.engine.style.Instrument.OCEAN;
import static worksound.engine.style.Instrument.PAD;
import static worksound.engine.style.Instrument.PIANO;
import static worksound.engine.style.Instrument.RAIN;
import static worksound.engine.style.Instrument.STREAM;
import static worksound.engine.style.Instrument.STRINGS;
import static worksound.engine.style.Instrument.WHITE_NOISE;
import static worksound.engine.style.Instrument.WIND;

import java.util.List;
import worksound.engine.style.Instrument;
import worksound.engine.style.Mode;

/** The words the synthesizer understands. */
final class Vocabulary {

  static final List<VocabularyEntry> INSTRUMENTS = List.of(
    VocabularyEntry.instrument("electric piano, rhodes, wurlitzer, keys, エレピ, エレクトリックピアノ, ローズ", KEYS, 0.85),
    VocabularyEntry.instrument("piano, felt piano, ピアノ", PIANO, 0.9),
    VocabularyEntry.instrument("pad, synth, synthesizer, drone, organ, オルガン, パッド, シンセ, ドローン", PAD, 0.9),
    VocabularyEntry.instrument("string, violin, cello, orchestra, orchestral, ストリングス, 弦楽, 弦, バイオリン, チェロ, オーケストラ", STRINGS, 0.85),
    VocabularyEntry.instrument("vocal, voice, choir, humming, singing, ボーカル, コーラス, 合唱, 聖歌, 歌声, 歌", CHOIR, 0.7),
    VocabularyEntry.instrument("guitar, acoustic guitar, pluck, harp, lute, koto, ukulele, ギター, アコギ, ハープ, 琴, ウクレレ", GUITAR, 0.85),
    VocabularyEntry.instrument("kalimba, marimba, music box, mallet, vibraphone, カリンバ, マリンバ, オルゴール, 木琴, ビブラフォン", KALIMBA, 0.8),
    VocabularyEntry.instrument("bell, chime, glockenspiel, celesta, ベル, 鐘, 鈴, チャイム, グロッケン", BELLS, 0.9),
    VocabularyEntry.instrument("bass, bassline, sub bass, ベース, 低音", BASS, 0.8),
    VocabularyEntry.instrument("brushed drum, brushes, brush, brushwork, ブラシ", BRUSHES, 0.8),
    VocabularyEntry.instrument("drum, beat, percussion, drum kit, snare, hi-hat, ドラム, ビート, 太鼓, 打楽器, パーカッション", BEAT, 0.75),
    VocabularyEntry.instrument("rain, raindrop, rainfall, drizzle, 雨, レイン", RAIN, 0.8),
    VocabularyEntry.instrument("ocean, sea, wave, beach, surf, 海, 波, 浜辺, さざなみ", OCEAN, 0.8),
    VocabularyEntry.instrument("stream, river, brook, creek, waterfall, water, 川, せせらぎ, 小川, 滝, 水音", STREAM, 0.7),
    VocabularyEntry.instrument("wind, breeze, 風, そよ風", WIND, 0.7),
    VocabularyEntry.instrument("brown noise, brown, ブラウンノイズ", BROWN_NOISE, 1),
    VocabularyEntry.instrument("white noise, pink noise, static, ホワイトノイズ, ピンクノイズ", WHITE_NOISE, 0.9),
    VocabularyEntry.instrument("vinyl crackle, record noise, vinyl, crackle, レコードのノイズ, レコードノイズ, レコードの音, レコード, クラックル", CRACKLE, 0.6),
    VocabularyEntry.instrument("fire, fireplace, campfire, bonfire, 焚き火, たき火, 暖炉", FIRE, 0.8));

  static final List<VocabularyEntry> MOODS = List.of(
    VocabularyEntry.mood("calm, chill, chilled, quiet, peaceful, relaxing, relaxed, gentle, soft, serene, 静か, 穏やか, おだやか, やさしい, 優しい, リラックス, 落ち着, 癒し, 癒やし",
      d -> nudge(d, -0.08, -0.1, 0.15)),
    VocabularyEntry.mood("deep house, deep focus, deep work, deep concentration, 深い集中", d -> { }),
    VocabularyEntry.mood("dark, deep, night, midnight, noir, 暗い, 闇, 夜, 深い, ダーク", d -> nudge(d, -0.3, -0.05, -0.5)),
    VocabularyEntry.mood("bright, sunny, cheerful, happy, uplifting, morning, joyful, 明るい, 朝, 爽やか, さわやか, 楽しい, 元気", d -> nudge(d, 0.3, 0.1, 0.8)),
    VocabularyEntry.mood("warm, cozy, cosy, mellow, 暖かい, 温かい, あたたかい, ぬくもり, まったり", d -> nudge(d, -0.15, 0, 0.3)),
    VocabularyEntry.mood("melancholic, melancholy, sad, nostalgic, lonely, wistful, "
      + "切ない, せつない, 悲しい, 哀しい, 寂しい, 懐かしい, ノスタルジック", d -> nudge(d, -0.12, 0, -0.8)),
    VocabularyEntry.mood("dreamy, ethereal, floating, airy, heavenly, 夢, 幻想的, 浮遊, ふわふわ", d -> {
      nudge(d, 0.08, -0.05, 0.4);
      d.space += 0.3;
      d.mode = d.mode == null ? Mode.LYDIAN : d.mode;
    }),
    VocabularyEntry.mood("mysterious, tense, eerie, 神秘, 不思議, ミステリアス", d -> nudge(d, -0.15, -0.05, -0.5)),
    VocabularyEntry.mood("very slow, とてもゆっくり", d -> d.tempoFactor *= 0.7),
    VocabularyEntry.mood("slow, slower, sleepy, ゆっくり, ゆったり, 遅い, 遅め, スロー", d -> d.tempoFactor *= 0.82),
    VocabularyEntry.mood("fast, faster, quick, upbeat, energetic, driving, 速い, 速く, 速め, 早い, ノリのいい, ノリの良い, アップテンポ, テンポよく, エネルギッシュ", d -> {
      d.tempoFactor *= 1.3;
      d.density += 0.25;
      d.harmonySeconds *= 0.75;
    }),
    VocabularyEntry.mood("sparse, minimal, minimalist, simple, ミニマル, シンプル", d -> d.density -= 0.25),
    VocabularyEntry.mood("busy, rich, lush, dense, 豊か, 華やか", d -> d.density += 0.2),
    VocabularyEntry.mood("pulse, pulsing, rhythm, rhythmic, arpeggio, リズム, アルペジオ", d -> {
      d.density += 0.15;
      d.suggest(KALIMBA, 0.3);
    }),
    VocabularyEntry.mood("spacious, reverb, vast, hall, cathedral, 広い, 広がり, 残響, リバーブ", d -> d.space += 0.3),
    VocabularyEntry.mood("dry, intimate, close, 近い", d -> d.space -= 0.35),
    VocabularyEntry.mood("only, solo, alone, just, nothing but, no music, without music, 音楽なし, 音楽は不要, だけ, のみ, ソロ, 独奏", d -> d.alone = true));

  static final List<VocabularyEntry> GENRES = List.of(
    VocabularyEntry.mood("lo-fi, lofi, lo fi, chillhop, chill hop, chill beat, chillout, hip hop, hiphop, ローファイ, ヒップホップ, チル", d -> {
      genre(d, 76, 5.5, 0.16, KEYS, 0.8, BASS, 0.75, BEAT, 0.6, CRACKLE, 0.45, PAD, 0.45);
      nudge(d, -0.12, 0.05, -0.1);
      d.space -= 0.25;
    }),
    VocabularyEntry.mood("jazz, jazzy, bossa, bossa nova, cafe, café, coffee, lounge, ジャズ, カフェ, ボサノバ, 喫茶", d -> {
      genre(d, 84, 4.5, 0.14, PIANO, 0.8, BASS, 0.75, GUITAR, 0.35, PAD, 0.35);
      d.functional = true;
      d.space -= 0.3;
      d.density += 0.2;
      nudge(d, 0, 0, 0.3);
    }),
    VocabularyEntry.mood("classical, neoclassical, cinematic, クラシック, 映画, シネマティック", d -> genre(d, 68, 6.5, 0, PIANO, 0.7, STRINGS, 0.65, BASS, 0.35)),
    VocabularyEntry.mood("space, cosmic, galaxy, sci-fi, 宇宙, 銀河, 星空", d -> {
      genre(d, 56, 9, 0, PAD, 0.9, CHOIR, 0.4, BELLS, 0.5, BASS, 0.5);
      d.space += 0.35;
    }),
    VocabularyEntry.mood("meditation, zen, yoga, spa, sleep, healing, 瞑想, 禅, ヨガ, 睡眠, 眠, ヒーリング", d -> {
      genre(d, 52, 10, 0, PAD, 0.9, BELLS, 0.45, BASS, 0.45);
      d.density -= 0.2;
    }),
    VocabularyEntry.mood("techno, house, electronic, electronica, edm, synthwave, テクノ, ハウス, エレクトロニカ, 電子", d -> {
      genre(d, 104, 6, 0, PAD, 0.7, KALIMBA, 0.5, BASS, 0.8, BEAT, 0.75);
      d.density += 0.2;
    }),
    VocabularyEntry.mood("folk, acoustic, country, フォーク, アコースティック", d -> genre(d, 80, 5.5, 0, GUITAR, 0.85, BASS, 0.4, PAD, 0.25)),
    VocabularyEntry.mood("japanese, oriental, 和風, 日本", d -> genre(d, 60, 7, 0, GUITAR, 0.7, PAD, 0.5, BELLS, 0.3)),
    VocabularyEntry.mood("forest, nature, garden, 森, 自然, 庭", d -> genre(d, 62, 8, 0, PAD, 0.7, KALIMBA, 0.35, WIND, 0.45, STREAM, 0.3)),
    VocabularyEntry.mood("drone, ドローン", d -> {
      genre(d, 48, 14, 0, PAD, 1.0, STRINGS, 0.4, BASS, 0.5);
      d.density -= 0.4;
    }),
    VocabularyEntry.mood("focus, concentration, study, studying, work, working, productivity, flow, 集中, 作業, 勉強, 仕事, 没頭", d -> {
      if (!d.hasGenre()) {
        genre(d, 70, 7.5, 0, PAD, 0.8, PIANO, 0.55, BASS, 0.5, BELLS, 0.25);
      }
    }),
    VocabularyEntry.mood("ambient, atmospheric, soundscape, アンビエント, 環境音楽, 雰囲気", d -> {
      if (!d.hasGenre()) {
        genre(d, 64, 8.5, 0, PAD, 0.9, PIANO, 0.45, STRINGS, 0.25, BASS, 0.5, BELLS, 0.3);
      }
    }));

  private Vocabulary() {
  }

  private static void nudge(StyleBuilder reading, double brightness, double density, double cheer) {
    reading.brightness += brightness;
    reading.density += density;
    reading.cheer += cheer;
  }

  private static void genre(StyleBuilder reading, double bpm, double harmonySeconds, double swing, Object... band) {
    reading.genreBpm = bpm;
    reading.harmonySeconds = harmonySeconds;
    reading.swing = swing;
    for (int i = 0; i < band.length; i += 2) {
      reading.suggest((Instrument) band[i], (Double) band[i + 1]);
    }
  }
}
