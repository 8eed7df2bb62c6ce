package worksound.engine.mix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import worksound.engine.score.Arranger;
import worksound.engine.score.Note;
import worksound.engine.score.Phrase;
import worksound.engine.score.Piece;
import worksound.engine.score.Score;
import worksound.engine.sound.Part;
import worksound.engine.sound.Sound;
import worksound.engine.style.Instrument;
import worksound.engine.style.Style;

/** All players, the hall they play in and the mixing desk: plays a piece from any point of its score on, block by block. */
public final class Mixer {

  /** How much of a swell the sea takes part in, whose waves come and go of their own. */
  private static final double SEA = 0.5;

  private final Piece piece;
  private final Score score;
  private final Map<Instrument, ChannelStrip> faders = new EnumMap<>(Instrument.class);
  private final Band band;
  private final Room room = new Room();
  private final Reverb reverb = new Reverb();
  private final Master master = new Master();
  private final ArrayDeque<Note> ahead = new ArrayDeque<>();
  private final float[] partLeft = new float[Sound.BLOCK];
  private final float[] partRight = new float[Sound.BLOCK];
  private final float[] near = new float[Sound.BLOCK];
  private final float[] sendLeft = new float[Sound.BLOCK];
  private final float[] sendRight = new float[Sound.BLOCK];
  private final boolean rehearsing;
  private Phrase phrase;
  private Style style;
  private long time;

  /** A band at the score time of the phrase that sounds at {@code time}; {@code seed} is for what is still unwritten. */
  public Mixer(Piece piece, long time, long seed) {
    this(piece, time, seed, false);
  }

  /** A band that plays {@code piece} from its beginning, as loud all the time as it is on average. */
  static Mixer rehearsing(Piece piece, long seed) {
    return new Mixer(piece, 0, seed, true);
  }

  private Mixer(Piece piece, long time, long seed, boolean rehearsing) {
    this.rehearsing = rehearsing;
    this.piece = piece;
    this.score = new Score(piece, time, seed);
    this.time = Math.floorDiv((long) score.peek().start(), Sound.BLOCK) * Sound.BLOCK;
    this.style = piece.styleAt(this.time);
    this.band = new Band(piece.seed());
    for (Instrument instrument : Instrument.values()) {
      faders.put(instrument, ChannelStrip.of(instrument));
    }
  }

  /** Score time of the next block. */
  public long time() {
    return time;
  }

  public List<Phrase> written() {
    return score.written();
  }

  /** Plays the next {@link Sound#BLOCK} samples into {@code left} and {@code right}. */
  public void render(float[] left, float[] right) {
    readScore();
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
    Arrays.fill(near, 0);
    Arrays.fill(sendLeft, 0);
    Arrays.fill(sendRight, 0);
    Style next = piece.styleAt(time + Sound.BLOCK);
    for (Instrument instrument : Instrument.values()) {
      mix(instrument, next, left, right);
    }
    room.render(near, left, right);
    reverb.render(time, sendLeft, sendRight);
    for (int n = 0; n < Sound.BLOCK; n++) {
      left[n] += sendLeft[n];
      right[n] += sendRight[n];
    }
    master.render(style, next, left, right);
    style = next;
    time += Sound.BLOCK;
  }

  private void readScore() {
    long until = time + Sound.BLOCK;
    while (score.peek().start() < until) {
      phrase = score.read();
      for (Instrument instrument : Instrument.values()) {
        begin(instrument, band.player(instrument), phrase);
      }
      List<Note> notes = new ArrayList<>(ahead);
      notes.addAll(Arranger.notes(phrase, style));
      notes.sort(Comparator.comparingLong(Note::start));
      ahead.clear();
      ahead.addAll(notes);
    }
    while (!ahead.isEmpty() && ahead.peek().start() < until) {
      Note note = ahead.remove();
      band.player(note.instrument()).play(note, (int) Math.max(0, note.start() - time));
    }
  }

  /** During a change of style, whoever is fading out still follows the new chords. */
  private void begin(Instrument instrument, Part part, Phrase phrase) {
    if (style.level(instrument) > 0 || phrase.style().level(instrument) > 0) {
      part.begin(phrase);
    } else {
      part.rest(Math.round(phrase.start()));
    }
  }

  private void mix(Instrument instrument, Style next, float[] left, float[] right) {
    double from = style.level(instrument);
    double to = next.level(instrument);
    boolean silent = from == 0 && to == 0;
    boolean playsNotes = instrument.isTonal() || instrument.isDrums();
    if (silent && !playsNotes) {
      return;
    }
    Arrays.fill(partLeft, 0);
    Arrays.fill(partRight, 0);
    if (band.player(instrument).render(time, partLeft, partRight) && !silent) {
      ChannelStrip fader = faders.get(instrument);
      double now = from * fader.gain() * ducked(fader, time) * swell(time, part(instrument, style));
      double then = to * fader.gain() * ducked(fader, time + Sound.BLOCK) * swell(time + Sound.BLOCK, part(instrument, next));
      add(now, then, fader.send() * (0.25 + 0.75 * style.space()), left, right);
      nearby(now, then, fader.room());
    }
  }

  private void add(double from, double to, double sent, float[] left, float[] right) {
    float level = (float) from;
    float slope = (float) ((to - from) / Sound.BLOCK);
    float send = (float) sent;
    for (int n = 0; n < Sound.BLOCK; n++) {
      float l = partLeft[n] * level;
      float r = partRight[n] * level;
      left[n] += l;
      right[n] += r;
      sendLeft[n] += l * send;
      sendRight[n] += r * send;
      level += slope;
    }
  }

  /** Lets the walls nearby hear it. */
  private void nearby(double from, double to, double part) {
    if (part > 0) {
      float level = (float) (part * from);
      float slope = (float) (part * (to - from) / Sound.BLOCK);
      for (int n = 0; n < Sound.BLOCK; n++) {
        near[n] += (partLeft[n] + partRight[n]) * level;
        level += slope;
      }
    }
  }

  /** How much of a swell {@code instrument} takes part in: noise and drums on their own are steady. */
  private static double part(Instrument instrument, Style style) {
    return instrument.isTonal() ? 1 : style.tonality() * (instrument == Instrument.OCEAN ? SEA : 1);
  }

  private double swell(long time, double part) {
    return rehearsing ? 1 : Sound.amplitudeOf(part * phrase.loudness(time));
  }

  private double ducked(ChannelStrip fader, long time) {
    return 1 - fader.duck() * (1 - band.room(time));
  }
}
