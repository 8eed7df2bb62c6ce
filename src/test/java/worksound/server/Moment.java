package worksound.server;

import static worksound.testing.Await.done;

import worksound.acestep.StandInEvent;

/** What is going on when something breaks. */
enum Moment {
  IDLE("idle"),
  /** Nothing can be heard yet. */
  GENERATING_FIRST("generating"),
  /** The first segment sounds, the second is made. */
  GENERATING_NEXT("playing"),
  /** The first segment sounds, the second is on its way to the page; nothing is made. */
  DOWNLOADING("downloading"),
  /** The first segment sounds, the second waits; nothing is made. */
  PLAYING("playing"),
  /** The first segment has ended, the second is still being made. */
  BRIDGING("playing");

  /** What the snapshot says then. */
  final String state;

  Moment(String state) {
    this.state = state;
  }

  /** Whether a task runs at ACE-Step. */
  boolean isGenerating() {
    return this == GENERATING_FIRST || this == GENERATING_NEXT || this == BRIDGING;
  }

  boolean hasMusic() {
    return this != IDLE && this != GENERATING_FIRST;
  }

  /** Index of the segment that is made next, or just now. */
  int next() {
    return !hasMusic() ? 0 : isGenerating() ? 1 : 2;
  }

  /** Brings the world there. */
  void reach(World world) throws Exception {
    if (this == IDLE) {
      return;
    }
    if (this == GENERATING_FIRST) {
      world.acestep.hold();
    }
    world.play();
    if (hasMusic()) {
      world.awaitAccepted(0);
      if (isGenerating()) {
        world.acestep.hold();
      }
      world.listener.hear(0);
    }
    if (isGenerating()) {
      done(world.acestep.await(StandInEvent.HELD, 1));
    } else {
      world.awaitAccepted(1);
    }
    if (this == DOWNLOADING) {
      world.listener.beginDownload(1);
    } else if (this == BRIDGING) {
      world.listener.bridge();
      world.story.awaitEvent("underrun");
    }
  }

  /** Lets the task that runs come to its end, or does what makes the next one begin. */
  void goOn(World world) throws Exception {
    switch (this) {
      case IDLE -> world.play();
      case DOWNLOADING -> world.listener.endDownload();
      case PLAYING -> world.listener.hear(1);
      default -> world.acestep.release();
    }
  }
}
