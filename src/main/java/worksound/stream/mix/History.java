package worksound.stream.mix;

import java.util.ArrayList;
import java.util.List;

/** What sounds, will sound and has sounded lately, oldest first: listeners are behind what is mixed. */
final class History {

  /** What has sounded is remembered so long. */
  private static final long KEPT = Frames.of(30);

  private final List<Slot> slots = new ArrayList<>();

  void add(Slot slot) {
    slots.add(slot);
  }

  /** A slot that is not to be heard after all. */
  void remove(Slot slot) {
    slots.remove(slot);
  }

  void forgetBefore(long head) {
    while (slots.size() > 1 && slots.get(1).enterAt() < head - KEPT) {
      slots.remove(0);
    }
  }

  /** What is heard at a frame, null before any music. */
  Slot at(long frame) {
    return slots.stream().filter(slot -> slot.enterAt() <= frame).reduce((earlier, later) -> later).orElse(null);
  }

  /** The same, as a listener sees it. */
  Playhead playhead(long frame) {
    Slot heard = at(frame);
    return heard == null ? null : new Playhead(heard.index(), heard.pass(), Frames.seconds(Math.min(frame, heard.endsAt()) - heard.zeroAt()),
      remainingSeconds(frame));
  }

  /** Seconds from a frame to the end of the newest segment's own run; 0 when that is over. */
  double remainingSeconds(long from) {
    return slots.stream().filter(slot -> slot.pass() == 0).reduce((earlier, later) -> later)
      .map(newest -> Math.max(0, Frames.seconds(newest.endsAt() - from))).orElse(0.0);
  }
}
