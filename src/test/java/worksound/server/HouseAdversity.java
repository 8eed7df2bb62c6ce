package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import worksound.acestep.StandInOptions;
import worksound.audio.FillableDisk;

/** What goes wrong in the server's own house. */
enum HouseAdversity implements Adversity {
  DISK_FULL {
    @Override
    public World world(Vertx vertx, Path audioDir) throws Exception {
      return new World(vertx, audioDir, new StandInOptions(), new FillableDisk());
    }

    @Override
    public void befall(World world, Moment moment) throws Exception {
      world.disk.fill();
      moment.goOn(world);
      String failed = moment.hasMusic() ? "generation_failed" : "session_failed";
      assertThat(world.awaitFailure(failed, "disk-full").getString("message")).contains("audio.dir", "expected at least");
      assertThat(world.server.status().getString("state")).isEqualTo(moment.hasMusic() ? "playing" : "error");
      world.disk.clear();
      if (!moment.hasMusic()) {
        world.resume();
      }
    }
  },
  /** The disk was not full when it was asked, and is when it is written to. */
  DISK_FILLS_UP {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      Path full = Path.of("/dev/full");
      assumeTrue(Files.exists(full), "a device that is always full");
      if (moment == Moment.IDLE) {
        world.acestep.hold();
        moment.goOn(world);
      }
      Path session = Files.createDirectories(world.audioDir.resolve("session-" + world.listener.session));
      Files.createSymbolicLink(session.resolve(moment.next() + ".part"), full);
      if (moment == Moment.IDLE) {
        world.acestep.release();
      } else {
        moment.goOn(world);
      }
      assertThat(world.awaitFailure("generation_failed", "disk-full").getString("message")).contains("(audio.dir) is full");
    }
  },
  /** It ends as it should and is started again: the same music goes on once there was some. */
  SERVER_RESTARTED {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      String session = world.listener == null ? null : world.listener.session;
      world.restartServer(() -> null);
      JsonObject offered = world.server.status().getJsonObject("resumable");
      assertThat(offered == null ? null : offered.getString("session_id")).isEqualTo(moment.hasMusic() ? session : null);
      playAgain(world, moment);
      assertThat(world.listener.session.equals(session)).isEqualTo(moment.hasMusic());
    }
  },
  /** Nobody can read any more what was kept, so that there is nothing to go on with; the music begins anew. */
  STATE_FILE_CORRUPT {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      world.restartServer(() -> Files.writeString(world.audioDir.resolve("resume.json"), "{\"session_id\": \"\u0000"));
      assertThat(world.server.status().getValue("resumable")).isNull();
      assertThat(world.server.files()).containsExactly(leaves());
      playAgain(world, moment);
    }

    @Override
    public String[] leaves() {
      return new String[] {"resume.json.corrupt"};
    }
  };

  /** What ACE-Step is busy with is waited for, whoever has asked for it: the models are loaded after it. */
  private static void playAgain(World world, Moment moment) throws Exception {
    world.resume();
    if (moment.isGenerating()) {
      int tasks = world.acestep.tasks().size();
      world.story.await(frame -> frame.data().encode().contains("loading models"));
      assertThat(world.acestep.tasks()).as("tasks while the orphan runs").hasSize(tasks);
      world.acestep.release();
    }
  }
}
