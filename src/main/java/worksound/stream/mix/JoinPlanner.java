package worksound.stream.mix;

import java.util.List;
import worksound.stream.mix.Step.Kind;

/**
 * When each segment sounds: decides how the music goes on when the next segment is early, late, very late or missing. The same as the page's
 * {@code js/audio/timeline.js}, in whole frames; what is decided at a frame is heard from that frame on, so nothing has to lie ahead.
 *
 * <p>Segment N+1 begins with the last {@code overlap} frames of segment N, so its frame 0 belongs at
 * T(N+1) = T(N) + length(N) − overlap − lag. A late segment is bridged: N's end is played again, each time as a slot of its own with a later
 * T(N). The same formula then says where N+1 belongs in that repetition, so that it takes over in phase.
 */
final class JoinPlanner {

  /** The fade ends this long before the overlap does: the generator blends its new music into the last 25–50 ms of it. */
  static final long GUARD = Frames.of(0.06);
  /** The fade-in of music that begins out of silence. */
  static final long FADE_IN = Frames.of(0.1);
  /** A crossfade that must hurry is never shorter than this, or this part of the overlap; what comes later is bridged. */
  private static final long MIN_FADE = Frames.of(0.5);
  private static final double MIN_FADE_PART = 1 / 4.0;
  /** A repetition is planned this long before it sounds. */
  private static final long BRIDGE_AHEAD = Frames.of(3);
  /** So often only the shared seconds are repeated; then the whole segment is, so that a long wait stays bearable. */
  private static final int NARROW_PASSES = 3;
  /** A late segment that is here waits for a repetition to come to the shared seconds no longer than this part of the overlap. */
  private static final double MAX_WAIT_PART = 1 / 2.0;
  private static final long LOOP_FADE = Frames.of(2);
  private static final double LOOP_FADE_PART = 1 / 4.0;

  private final long fade;
  private final long overlap;

  /**
   * @param fade    frames of the crossfade wanted
   * @param overlap frames that a segment shares with its successor
   */
  JoinPlanner(long fade, long overlap) {
    this.fade = fade;
    this.overlap = overlap;
  }

  /** Places music that begins out of silence at {@code now}, {@code offset} frames into a segment. */
  static Slot first(Candidate segment, long now, long offset) {
    return Slot.of(segment.index(), 0, segment.frames(), now - offset, now, FADE_IN);
  }

  /**
   * The next step, null while nothing is due. A repetition that is not heard yet is given up ({@code from} is the slot before it) for a
   * segment that still makes it in time.
   *
   * @param slots      the plan, oldest first, not empty
   * @param ownOverlap frames that the newest segment shares with its predecessor
   * @param next       the segment after the newest one, null while there is none
   */
  Step next(List<Slot> slots, long ownOverlap, Candidate next, long now) {
    Slot newest = slots.get(slots.size() - 1);
    if (next == null) {
      return loop(newest, ownOverlap, now);
    }
    if (next.apart()) {
      return announced(slots, next, now);
    }
    if (next.index() != newest.index() + 1) {
      return jump(newest, next, 0, now);
    }
    boolean unheard = newest.pass() > 0 && newest.enterAt() > now && slots.size() > 1;
    Step early = unheard ? join(slots.get(slots.size() - 2), next, now) : null;
    Step join = early != null ? early : join(newest, next, now);
    if (join == null) {
      return loop(newest, ownOverlap, now);
    }
    return isHeldBack(join, now) ? jump(join.from(), next, newMusicOffset(next), now) : join;
  }

  private static boolean isHeldBack(Step join, long now) {
    long shared = join.from().endsAt() - join.slot().zeroAt();
    return join.from().pass() > 0 && join.fadeAt() - Math.max(now, join.from().fadedInAt()) > shared * MAX_WAIT_PART;
  }

  /** Frames into a segment from which a jump fades in, to be over when its own music begins. */
  private static long newMusicOffset(Candidate next) {
    return next.overlap() - GUARD - loopFade(next.overlap());
  }

  /**
   * The next segment's way in: into a segment's own run as late as it can, so that a late one still makes it; into a repetition as soon as it
   * can. Null when it is too late.
   */
  private Step join(Slot current, Candidate next, long now) {
    long zeroAt = current.endsAt() - next.overlap() - next.lag();
    long lastEnd = Math.min(current.endsAt(), zeroAt + next.overlap()) - GUARD;
    long firstStart = Math.max(now, Math.max(current.fadedInAt(), zeroAt));
    if (lastEnd - firstStart < Math.min(MIN_FADE, next.overlap() * MIN_FADE_PART)) {
      return null;
    }
    long frames = Math.min(fade, lastEnd - firstStart);
    long fadeAt = current.pass() > 0 ? firstStart : lastEnd - frames;
    Slot slot = Slot.of(next.index(), 0, next.frames(), zeroAt, fadeAt, frames);
    return new Step(current.pass() > 0 ? Kind.TAKEOVER : Kind.CROSSFADE, current, slot, fadeAt, frames, 0);
  }

  private Step loop(Slot current, long ownOverlap, long now) {
    long frames = loopFade(overlap);
    long wantedAt = current.endsAt() - frames;
    if (now < Math.max(wantedAt - BRIDGE_AHEAD, current.enterAt())) {
      return null;
    }
    Candidate again = new Candidate(current.index(), current.frames(), overlap, 0, false);
    return breakTo(current, again, current.pass() + 1, loopStart(current, ownOverlap), Math.max(wantedAt, current.fadedInAt()), frames, now);
  }

  private Step jump(Slot current, Candidate next, long position, long now) {
    return breakTo(current, next, 0, position, Math.max(now, current.fadedInAt()), loopFade(overlap), now).as(Kind.JUMP);
  }

  /**
   * The way into a segment that shares no music with the one that plays: as soon as it is there. It fades out what is heard or, where too
   * little of that is left, what follows it; whatever was planned after that is given up. Of a segment that begins with earlier music only
   * the end of that is heard, under the fade.
   */
  private Step announced(List<Slot> slots, Candidate next, long now) {
    int heard = 0;
    while (heard + 1 < slots.size() && slots.get(heard + 1).enterAt() <= now) {
      heard++;
    }
    Slot from = slots.subList(heard, slots.size()).stream().filter(slot -> slot.endsAt() - Math.max(now, slot.fadedInAt()) >= fade).findFirst()
      .orElse(slots.get(slots.size() - 1));
    long position = Math.max(0, next.overlap() - GUARD - fade);
    return breakTo(from, next, 0, position, Math.max(now, from.fadedInAt()), fade, now).as(Kind.ANNOUNCED);
  }

  /** A break in the music's time: fades into a segment, {@code position} frames into it, within {@code length} frames. */
  private Step breakTo(Slot current, Candidate next, int pass, long position, long wantedAt, long length, long now) {
    long left = current.endsAt() - Math.max(wantedAt, now);
    boolean inTime = left >= FADE_IN;
    long fadeAt = Math.max(inTime ? wantedAt : current.endsAt(), now);
    long frames = inTime ? Math.min(length, left) : FADE_IN;
    Slot slot = Slot.of(next.index(), pass, next.frames(), fadeAt - position, fadeAt, frames);
    return new Step(Kind.LOOP, current, slot, fadeAt, frames, Math.max(0, fadeAt - current.endsAt()));
  }

  /** Length of the fade at a break in the music's time. */
  private static long loopFade(long overlap) {
    return Math.min(LOOP_FADE, Math.round(overlap * LOOP_FADE_PART));
  }

  /** Frames into its segment at which the repetition after {@code current} begins. */
  private long loopStart(Slot current, long ownOverlap) {
    long narrow = Math.max(0, current.frames() - overlap);
    return current.pass() < NARROW_PASSES ? narrow : Math.min(narrow, ownOverlap);
  }
}
