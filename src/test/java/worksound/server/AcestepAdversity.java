package worksound.server;

import static org.assertj.core.api.Assertions.assertThat;
import static worksound.testing.Await.done;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import worksound.acestep.Fault;
import worksound.acestep.StandInEvent;
import worksound.acestep.StandInOptions;

/** What goes wrong at ACE-Step or on the way to it. */
enum AcestepAdversity implements Adversity {
  /** It is gone for a while; what it was making is shown as running for ever afterwards. */
  KILLED_AND_BACK {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      done(world.acestep.stop());
      if (moment.isGenerating()) {
        world.story.await(frame -> frame.name().equals("status")
          && Boolean.FALSE.equals(frame.data().getJsonObject("engine").getBoolean("reachable")));
        assertThat(world.server.status().getString("state")).as("what is there plays on").isEqualTo(moment.state);
      }
      moment.goOn(world);
      if (!moment.isGenerating()) {
        JsonObject failure = world.awaitFailure(moment == Moment.IDLE ? "session_failed" : "generation_failed", "unreachable");
        assertThat(failure.getString("message")).contains(world.acestep.url(), "--host 0.0.0.0");
      }
      done(world.acestep.restart());
      if (moment == Moment.IDLE) {
        world.resume();
      }
    }
  },
  /** It is restarted and knows nothing of its tasks any more. */
  TASK_LOST {
    @Override
    public World world(Vertx vertx, Path audioDir) throws Exception {
      return new World(vertx, audioDir, new StandInOptions().diskcache(false), null);
    }

    @Override
    public void befall(World world, Moment moment) throws Exception {
      done(world.acestep.stop());
      done(world.acestep.restart());
      moment.goOn(world);
      if (moment.isGenerating()) {
        world.awaitFailure("generation_failed", "task-lost");
      }
    }
  },
  ANSWERS_ERRORS {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      world.acestep.next(Fault.SERVER_ERROR).next(Fault.POLL_ERROR);
      moment.goOn(world);
      world.listenUntil("generation_failed", "server-error");
    }
  },
  /** A proxy's pages and JSON of odd shapes instead of answers. */
  ANSWERS_GARBAGE {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      world.acestep.next(Fault.PROXY_PAGE).next(Fault.ODD_SUBMISSION).next(Fault.ODD_POSITION).next(Fault.WEB_PAGE).next(Fault.ODD_SHAPE);
      moment.goOn(world);
      assertThat(world.listenUntil("generation_failed", "unreachable").getString("message")).contains("502");
    }
  },
  REFUSES_THE_KEY {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      world.acestep.next(Fault.REFUSED_KEY);
      if (!moment.isGenerating()) {
        moment.goOn(world);
      }
      String session = world.listener == null ? null : world.listener.session;
      assertThat(world.awaitFailure("session_failed", "key-refused").getString("message")).contains("ACESTEP_API_KEY");
      JsonObject status = world.server.status();
      assertThat(status.getString("state")).isEqualTo("error");
      assertThat(status.getJsonObject("error").getString("code")).isEqualTo("key-refused");
      assertThat(status.getInteger("segment_index")).as("what is needed to go on").isEqualTo(moment.next() == 0 ? null : moment.next() - 1);
      world.resume();
      assertThat(world.listener.session).isEqualTo(session);
      if (moment.isGenerating()) {
        world.story.await(frame -> frame.data().encode().contains("earlier work"));
        moment.goOn(world);
      }
    }
  },
  WAV_CUT_OFF {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      badDownload(world, moment, Fault.truncatedAfter(100_000), "download-failed");
    }
  },
  CONNECTION_RESET {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      badDownload(world, moment, Fault.resetAfter(100_000), "download-failed");
    }
  },
  DOWNLOAD_STALLS {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      badDownload(world, moment, Fault.stalledAfter(100_000), "download-failed");
    }
  },
  WAV_CORRUPT {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      badDownload(world, moment, Fault.GARBLED, "segment-rejected");
    }
  },
  /** The next segment is not there when the music has come to its end. */
  SLOW {
    @Override
    public void befall(World world, Moment moment) throws Exception {
      int held = moment.isGenerating() ? 1 : 0;
      world.acestep.hold();
      if (!moment.isGenerating()) {
        moment.goOn(world);
      }
      done(world.acestep.await(StandInEvent.HELD, Math.max(1, held)));
      world.acestep.showProgress(0.6, "Decoding audio...");
      world.story.await(frame -> frame.name().equals("status") && frame.data().encode().contains("\"progress\":0.6"));
      if (moment.hasMusic()) {
        world.listener.bridge();
        world.story.awaitEvent("underrun");
      }
      assertThat(world.server.status().getValue("error")).as("lateness is no error").isNull();
      world.acestep.release();
    }
  };

  private static void badDownload(World world, Moment moment, Fault fault, String code) throws Exception {
    world.acestep.next(fault);
    moment.goOn(world);
    world.listenUntil("generation_failed", code);
    assertThat(world.server.status().getValue("error")).as("it is tried again").isNull();
  }
}
