package worksound.engine.mix;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import worksound.engine.sound.BassPart;
import worksound.engine.sound.Ensemble;
import worksound.engine.sound.Grains;
import worksound.engine.sound.ModalPart;
import worksound.engine.sound.NoiseTexture;
import worksound.engine.sound.Part;
import worksound.engine.sound.Timbre;
import worksound.engine.sound.drums.Drums;
import worksound.engine.style.Instrument;

/** A player for each instrument. */
final class Band {

  private final Map<Instrument, Part> players = new EnumMap<>(Instrument.class);
  private final Drums drums = new Drums();
  private final long seed;

  /** A band whose weather is that of {@code seed}. */
  Band(long seed) {
    this.seed = seed;
    for (Instrument instrument : Instrument.values()) {
      players.put(instrument, hire(instrument));
    }
  }

  private Part hire(Instrument instrument) {
    return switch (instrument) {
      case PAD, STRINGS, CHOIR -> new Ensemble(instrument);
      case PIANO -> new ModalPart(Timbre.FELT_PIANO, true);
      case KEYS -> new ModalPart(Timbre.TINES, true);
      case GUITAR -> new ModalPart(Timbre.NYLON, true);
      case KALIMBA -> new ModalPart(Timbre.TONGUE, false);
      case BELLS -> new ModalPart(Timbre.GLASS, false);
      case BASS -> new BassPart();
      case BEAT -> drums;
      case BRUSHES -> new Drums();
      case RAIN, STREAM, CRACKLE -> new Layers(List.of(new NoiseTexture(instrument, seed), new Grains(instrument, seed)));
      case FIRE -> new Grains(instrument, seed);
      default -> new NoiseTexture(instrument, seed);
    };
  }

  Part player(Instrument instrument) {
    return players.get(instrument);
  }

  /** How much of the others remains beside the kick of the drum kit at score time {@code time}, 1 for all. */
  double room(long time) {
    return drums.room(time);
  }
}
