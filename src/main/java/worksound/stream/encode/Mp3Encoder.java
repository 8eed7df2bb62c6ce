package worksound.stream.encode;

import de.sciss.jump3r.mp3.BitStream;
import de.sciss.jump3r.mp3.GainAnalysis;
import de.sciss.jump3r.mp3.ID3Tag;
import de.sciss.jump3r.mp3.Lame;
import de.sciss.jump3r.mp3.LameGlobalFlags;
import de.sciss.jump3r.mp3.MPEGMode;
import de.sciss.jump3r.mp3.Presets;
import de.sciss.jump3r.mp3.Quantize;
import de.sciss.jump3r.mp3.QuantizePVT;
import de.sciss.jump3r.mp3.Reservoir;
import de.sciss.jump3r.mp3.Takehiro;
import de.sciss.jump3r.mp3.VBRTag;
import de.sciss.jump3r.mp3.VbrMode;
import de.sciss.jump3r.mp3.Version;
import java.util.Arrays;

/**
 * MPEG-1 Layer III (ISO/IEC 11172-3) at a constant 192 kbit/s: frames of 1,152 samples in 576 bytes. No frame borrows bits from those
 * before it, so that one who tunes in anywhere can decode the first whole frame. What a decoder gives out is {@value #DELAY_FRAMES}
 * frames behind what went in.
 */
public final class Mp3Encoder implements StreamEncoder {

  /** 576 of the encoder and 529 of every decoder (LAME's technical FAQ). */
  static final int DELAY_FRAMES = 576 + 529;

  private static final int KBIT_PER_SECOND = 192;
  /** LAME's scale of 0 (best) to 9 (fastest). */
  private static final int QUALITY = 5;
  private static final int FRAME_BYTES = 576;
  private static final int FRAME_SAMPLES = 1_152;
  /** Samples that LAME may hold back and give out with a later call. */
  private static final int HELD_BACK_FRAMES = 4;
  /** LAME takes integers of 32 bits. */
  private static final double FULL_SCALE = 0x1p31;

  private final Lame lame = new Lame();
  private final LameGlobalFlags flags;

  public Mp3Encoder() {
    connectModules();
    flags = lame.lame_init();
    flags.in_samplerate = StreamFormat.SAMPLE_RATE;
    flags.num_channels = StreamFormat.CHANNELS;
    flags.mode = MPEGMode.JOINT_STEREO;
    flags.VBR = VbrMode.vbr_off;
    flags.brate = KBIT_PER_SECOND;
    flags.quality = QUALITY;
    flags.disable_reservoir = true;
    flags.bWriteVbrTag = false;
    flags.write_id3tag_automatic = false;
    int result = lame.lame_init_params(flags);
    if (result < 0) {
      throw new IllegalStateException("LAME answered " + result + " to its settings, expected 0");
    }
    flags.scale = 1;   // the settings for this rate make it softer by 0.26 dB
  }

  /** LAME's parts hold one another; those that only decode are left out. */
  private void connectModules() {
    GainAnalysis gain = new GainAnalysis();
    BitStream bits = new BitStream();
    Presets presets = new Presets();
    QuantizePVT quantizeTables = new QuantizePVT();
    Quantize quantize = new Quantize();
    VBRTag tag = new VBRTag();
    Version version = new Version();
    ID3Tag id3 = new ID3Tag();
    Reservoir reservoir = new Reservoir();
    Takehiro huffman = new Takehiro();
    lame.setModules(gain, bits, presets, quantizeTables, quantize, tag, version, id3, null);
    bits.setModules(gain, null, version, tag);
    id3.setModules(bits, version);
    presets.setModules(lame);
    quantize.setModules(bits, reservoir, quantizeTables, huffman);
    quantizeTables.setModules(huffman, reservoir, lame.enc.psy);
    reservoir.setModules(bits);
    huffman.setModules(quantizeTables);
    tag.setModules(lame, bits, version);
  }

  @Override
  public byte[] header() {
    return new byte[0];
  }

  @Override
  public byte[] encode(float[] samples, int frames) {
    int[] left = new int[frames];
    int[] right = new int[frames];
    for (int i = 0; i < frames; i++) {
      left[i] = (int) (samples[2 * i] * FULL_SCALE);       // a cast to int clips
      right[i] = (int) (samples[2 * i + 1] * FULL_SCALE);
    }
    byte[] out = new byte[(frames / FRAME_SAMPLES + HELD_BACK_FRAMES) * FRAME_BYTES];
    int bytes = lame.lame_encode_buffer_int(flags, left, right, frames, out, 0, out.length);
    if (bytes < 0) {
      throw new IllegalStateException("LAME answered " + bytes + " for " + frames + " frames of music, expected a number of bytes");
    }
    return Arrays.copyOf(out, bytes);
  }
}
