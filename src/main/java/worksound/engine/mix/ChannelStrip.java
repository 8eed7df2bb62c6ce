package worksound.engine.mix;

import worksound.engine.style.Instrument;

/**
 * One channel of the mixing desk.
 *
 * @param gain amplitude at level 1, so that equal levels sound about equally loud
 * @param send part of the sound that is sent into the reverb of a style with full space
 * @param room part of the sound that walls nearby give back
 * @param duck how much the channel makes room for the kick drum, 0 to 1
 */
record ChannelStrip(double gain, double send, double room, double duck) {

  /** How the channel of {@code instrument} is set. */
  static ChannelStrip of(Instrument instrument) {
    return switch (instrument) {
      case PAD -> new ChannelStrip(0.060, 0.42, 0, 0.7);
      case STRINGS -> new ChannelStrip(0.076, 0.42, 0, 0.6);
      case CHOIR -> new ChannelStrip(0.070, 0.50, 0, 0.6);
      case PIANO -> new ChannelStrip(0.330, 0.50, 0.3, 0.25);
      case KEYS -> new ChannelStrip(0.220, 0.35, 0.14, 0.35);
      case GUITAR -> new ChannelStrip(0.210, 0.30, 0.24, 0.2);
      case KALIMBA -> new ChannelStrip(0.240, 0.40, 0.2, 0.2);
      case BELLS -> new ChannelStrip(0.100, 0.70, 0.1, 0.2);
      case BASS -> new ChannelStrip(0.200, 0.02, 0, 0.5);
      case BEAT -> new ChannelStrip(0.330, 0.05, 0.16, 0);
      case BRUSHES -> new ChannelStrip(0.330, 0.10, 0.24, 0);
      case RAIN -> new ChannelStrip(0.045, 0.06, 0, 0);
      case OCEAN -> new ChannelStrip(0.190, 0.10, 0, 0);
      case STREAM -> new ChannelStrip(0.140, 0.10, 0, 0);
      case WIND -> new ChannelStrip(0.160, 0.20, 0, 0);
      case BROWN_NOISE -> new ChannelStrip(0.200, 0, 0, 0);
      case WHITE_NOISE -> new ChannelStrip(0.085, 0, 0, 0);
      case CRACKLE -> new ChannelStrip(0.120, 0.03, 0, 0);
      case FIRE -> new ChannelStrip(0.160, 0.03, 0, 0);
    };
  }
}
