package worksound.engine.mix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import worksound.engine.render.Clip;
import worksound.engine.score.ScoreTime;
import worksound.engine.sound.Sound;

/** A clap in the room around the players. */
class RoomTest {

  private final Clip heard = clap();

  @Test
  void theWallsAnswerAfterTheClapSoonAndSofter() {
    assertThat(heard.part(0, 0.001).peak()).isZero();
    assertThat(heard.part(0.001, 0.06).peak()).isBetween(0.05, 0.8);
    assertThat(heard.part(0.06, 0.2).peak()).isLessThan(0.001);
  }

  @Test
  void laterEchoesAreSofterAndTheEarsHearDifferentOnes() {
    assertThat(heard.part(0.001, 0.02).rms()).isGreaterThan(2 * heard.part(0.03, 0.049).rms());
    Clip swapped = new Clip(heard.right(), heard.left());
    assertThat(heard.difference(swapped)).isGreaterThan(-10);
  }

  private static Clip clap() {
    Room room = new Room();
    int blocks = ScoreTime.RATE / 5 / Sound.BLOCK;
    Clip heard = Clip.silence(blocks * Sound.BLOCK);
    for (int block = 0; block < blocks; block++) {
      float[] played = new float[Sound.BLOCK];
      played[0] = block == 0 ? 1 : 0;
      float[] left = new float[Sound.BLOCK];
      float[] right = new float[Sound.BLOCK];
      room.render(played, left, right);
      System.arraycopy(left, 0, heard.left(), block * Sound.BLOCK, Sound.BLOCK);
      System.arraycopy(right, 0, heard.right(), block * Sound.BLOCK, Sound.BLOCK);
    }
    return heard;
  }
}
