package worksound.engine.repaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import worksound.engine.render.Clip;
import worksound.engine.render.Onsets;
import worksound.engine.render.TestRenderer;
import worksound.engine.score.ScoreTime;

/** What may be given to go on from. */
class RepaintSourceTest {

  private static final String PROMPT = "calm piano and pads, 80 bpm";

  @TempDir
  Path folder;

  private TestRenderer renderer;

  @BeforeEach
  void open() {
    renderer = new TestRenderer(folder);
  }

  @Test
  void silenceIsFollowedByANewPiece() {
    Clip result = renderer.repaint("pads", 1, Clip.silence(6 * ScoreTime.RATE), 2);
    assertThat(result.part(0, 1.9).peak()).isZero();
    assertThat(result.part(3, 6).level()).isGreaterThan(-30);
  }

  @Test
  void aRegionInTheMiddleLeavesTheRestAsItWas() {
    Clip source = Clip.chord(8, 0.1, 60, 64, 67);
    Clip result = renderer.repaint("pads", 1, source.wav(), 2, 5);
    double gain = result.part(0, 1.9).rms() / source.part(0, 1.9).rms();
    assertThat(source.times(gain).part(5.1, 8).difference(result.part(5.1, 8))).isLessThan(-50);
    assertThat(source.times(gain).part(3, 5).difference(result.part(3, 5))).isGreaterThan(-10);
  }

  @Test
  void anEndBeyondTheSourceMakesItLonger() {
    Clip first = renderer.compose(PROMPT, 1, 4);
    Clip result = renderer.repaint(PROMPT, 1, first.wav(), 2, 7);
    assertThat(result.seconds()).isEqualTo(7);
    assertThat(result.part(4, 7).level()).isGreaterThan(-30);
  }

  @Test
  void sourcesOfOtherRatesWidthsAndChannelsAreUnderstood() {
    AudioFormat mono24 = new AudioFormat(44_100, 24, 1, true, false);
    ByteBuffer bytes = ByteBuffer.allocate(3 * 44_100 * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < 44_100 * 4; n++) {
      int value = (int) (0.1 * (1 << 23) * Math.sin(2 * Math.PI * 440 * n / 44_100));
      bytes.putShort((short) value).put((byte) (value >> 16));
    }
    Clip result = renderer.repaint("pads", 1, Clip.wav(mono24, bytes.array()), 2, -1);
    assertThat(result.seconds()).isEqualTo(4);
    Clip head = result.part(0.1, 1.9);
    assertThat(head.left()).isEqualTo(head.right());
    assertThat(Onsets.crossings(head)).isCloseTo(440 * 1.8, within(2.0));
  }

  @Test
  void floatSourcesAreUnderstood() {
    ByteBuffer bytes = ByteBuffer.allocate(8 * ScoreTime.RATE * 4).order(ByteOrder.LITTLE_ENDIAN);
    Clip chord = Clip.chord(4, 0.1, 60, 64, 67);
    for (int n = 0; n < chord.frames(); n++) {
      bytes.putFloat(chord.left()[n]).putFloat(chord.right()[n]);
    }
    AudioFormat floats = new AudioFormat(AudioFormat.Encoding.PCM_FLOAT, ScoreTime.RATE, 32, 2, 8, ScoreTime.RATE, false);
    Buffer wav = Clip.wav(floats, bytes.array());
    Clip result = renderer.repaint("pads", 1, wav, 2, -1);
    double gain = result.part(0, 1.9).rms() / chord.part(0, 1.9).rms();
    assertThat(chord.times(gain).part(0, 1.9).difference(result.part(0, 1.9))).isLessThan(-50);
  }
}
