package worksound.acestep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static worksound.acestep.AcestepCalls.START;
import static worksound.acestep.AcestepCalls.repaint;
import static worksound.acestep.AcestepCalls.seedFrom;
import static worksound.acestep.AcestepCalls.text2music;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stand-in's audio is like. */
final class StandInSoundTest extends StandInTestBase {

  private static final int BOUNDARY = (int) (START * Tape.RATE);

  @ParameterizedTest
  @EnumSource
  void aChainOfRepaintsIsOneStretchOfTape(WavBytes.Encoding encoding) {
    openPrepared(options().encoding(encoding));
    Clip clip = calls.made(text2music());
    long expected = standIn.tasks().get(0).tapePosition();
    for (int n = 1; n <= 4; n++) {
      clip = calls.made(repaint(seedFrom(clip, encoding)));
      expected += clip.frames() - BOUNDARY;
      assertThat(standIn.tasks().get(n).recognised()).isTrue();
      assertThat(standIn.tasks().get(n).tapePosition()).isEqualTo(expected);
      assertThat(Likeness.of(Tape.cut(expected, clip.frames()), clip, 0, clip.frames()).residualDb()).isLessThan(-60);
    }
    assertThat(standIn.violations()).isEmpty();
  }

  @Test
  void theContextComesBackTimesTheGainOfThePeakNormalisation() {
    openPrepared(options());
    byte[] seed = seed();
    Clip returned = calls.made(repaint(seed));
    assertThat(returned.peak(0, returned.frames())).isCloseTo(Clip.NORMAL_PEAK, within(1e-4f));
    double gain = Likeness.of(AcestepCalls.decoded(seed), returned, 0, BOUNDARY - 1_200).gain();
    assertThat(gain).isCloseTo(standIn.tasks().get(1).gain(), within(1e-4)).isNotCloseTo(1, within(1e-3));
  }

  @Test
  void aHeadThatIsRebuiltIsLateColouredAndNotQuiteTheSame() {
    openPrepared(options().reconstructsHead(37));
    Clip first = calls.made(text2music());
    Clip sent = AcestepCalls.decoded(seedFrom(first, WavBytes.Encoding.PCM_16));
    Clip returned = calls.made(repaint(WavBytes.write(sent, WavBytes.Encoding.PCM_16)));
    Clip late = returned.cut(37, returned.frames());
    assertThat(Likeness.of(sent, returned, 100, BOUNDARY - 1_200).residualDb()).as("where it was").isGreaterThan(-15);
    assertThat(Likeness.of(sent, late, 100, BOUNDARY - 1_200).residualDb()).as("where it is").isBetween(-45.0, -17.0);
    long position = standIn.tasks().get(0).tapePosition() + first.frames() - BOUNDARY - 37;
    assertThat(standIn.tasks().get(1).tapePosition()).isEqualTo(position);
    assertThat(Likeness.of(Tape.cut(position, returned.frames()), returned, BOUNDARY + 37, returned.frames()).residualDb()).isLessThan(-60);
  }

  @Test
  void aHeadCutElsewhereIsFoundOnTheTape() {
    openPrepared(options());
    Clip first = calls.made(text2music());
    Clip tail = first.cut(12_345, 12_345 + BOUNDARY).cut(0, first.frames());
    calls.made(repaint(WavBytes.write(tail, WavBytes.Encoding.PCM_16)));
    assertThat(standIn.tasks().get(1).tapePosition()).isEqualTo(standIn.tasks().get(0).tapePosition() + 12_345);
    assertThat(standIn.violations()).isEmpty();
  }

  @Test
  void aHeadFromElsewhereIsAViolationAndIsRampedOutBeforeTheBoundary() {
    openPrepared(options());
    Clip stranger = Tape.cut(1_000_000, BOUNDARY).cut(0, 3 * BOUNDARY);
    Clip returned = calls.made(repaint(WavBytes.write(stranger, WavBytes.Encoding.PCM_16)));
    assertThat(standIn.violations()).containsExactly("the head of the repaint source is nothing that this server made");
    assertThat(Likeness.of(stranger, returned, 0, BOUNDARY - 1_200).residualDb()).isLessThan(-60);
    assertThat(Likeness.of(stranger, returned, BOUNDARY - 600, BOUNDARY).residualDb()).isGreaterThan(-10);
  }

  @ParameterizedTest
  @CsvSource({"-1,6", "-1.0,6", "'',6", "0,6", "abc,6", "6,6", "4,6", "7.5,7.5"})
  void theEndOfTheRepaintDecidesTheLength(String end, double seconds) {
    openPrepared(options());
    Clip stranger = Tape.cut(1_000_000, 3 * BOUNDARY);
    byte[] source = WavBytes.write(stranger, WavBytes.Encoding.PCM_16);
    Clip asked = calls.made(AcestepCalls.repaint(source, "2.0", end));
    assertThat(asked.seconds()).isEqualTo(seconds);
    boolean keepsItsEnd = end.equals("4");
    assertThat(Likeness.of(stranger, asked, 5 * 48_000, 6 * 48_000).residualDb() < -60).isEqualTo(keepsItsEnd);
  }

  @Test
  void theContextIsLostToADecimalComma() {
    openPrepared(options());
    byte[] seed = seed();
    Clip returned = calls.made(AcestepCalls.repaint(seed, "2,0", "-1"));
    assertThat(Likeness.of(AcestepCalls.decoded(seed), returned, 0, BOUNDARY / 2).residualDb()).isGreaterThan(-10);
    assertThat(standIn.violations()).contains("repainting_start is 2,0, not a plain number with a point");
  }

  @ParameterizedTest
  @CsvSource({"PCM_16,44,1,16", "PCM_16_LIST,78,1,16", "FLOAT_32,88,3,32", "EXTENSIBLE,68,65534,24"})
  void eachEncodingHasItsDataWhereTheServerHasIt(WavBytes.Encoding encoding, int dataAt, int formatTag, int bits) {
    openPrepared(options().encoding(encoding));
    String file = calls.ended(calls.submit(text2music())).getString("file");
    Buffer wav = calls.get(file).body();
    assertThat(wav.getString(dataAt - 8, dataAt - 4)).isEqualTo("data");
    assertThat(wav.getUnsignedIntLE(dataAt - 4)).isEqualTo(wav.length() - dataAt);
    assertThat(wav.getUnsignedIntLE(4)).isEqualTo(wav.length() - 8);
    assertThat(wav.getUnsignedShortLE(20)).isEqualTo(formatTag);
    assertThat(wav.getUnsignedShortLE(34)).isEqualTo(bits);
  }
}
