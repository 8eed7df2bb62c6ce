package worksound.stream.mix;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.messages.Segment;

/**
 * Joins segments to one unbroken piece of music, mixed block by block: the server's counterpart of the page's {@code js/audio/player.js}. When
 * each segment sounds is {@link JoinPlanner}'s decision. It holds at most two segments' sources and closes them when they have sounded.
 */
public final class Mixer implements AutoCloseable {

  /** Frames that are mixed at once, 0.1 s. */
  public static final int BLOCK = 4_800;
  /** What has sounded is remembered so long: listeners are behind what is mixed. */
  private static final long HISTORY = Frames.of(30);
  private static final Logger LOG = LoggerFactory.getLogger(Mixer.class);

  private final long overlap;
  private final JoinPlanner planner;
  private final float[] scratch = new float[2 * BLOCK];
  /** What sounds or will, oldest first. */
  private final List<Voice> voices = new ArrayList<>();
  /** The same, and what has sounded lately. */
  private final List<Slot> slots = new ArrayList<>();
  private long head;
  private int underruns;
  private Crossfade ending;
  private long endingAt;

  /**
   * @param crossfadeSeconds length of the crossfade wanted
   * @param overlapSeconds   music that a segment shares with its successor
   */
  public Mixer(double crossfadeSeconds, double overlapSeconds) {
    overlap = Frames.of(overlapSeconds);
    planner = new JoinPlanner(Frames.of(crossfadeSeconds), overlap);
  }

  /** Begins the music at the next frame, {@code offsetSeconds} into a segment. */
  public void begin(Segment segment, SegmentSource source, double offsetSeconds) {
    Slot slot = JoinPlanner.first(candidate(segment, source), head, Frames.of(offsetSeconds));
    add(segment, source, slot, new Crossfade(JoinPlanner.FADE_IN, 1));
    LOG.info("segment {} is heard from {} s on", slot.index(), offsetSeconds);
  }

  /** Goes on with the next segment. */
  public void append(Segment segment, SegmentSource source) {
    Candidate next = candidate(segment, source);
    Step step = plan(next);
    while (step != null && step.kind() == Step.Kind.LOOP) {
      repeat(step);
      step = plan(next);
    }
    if (step == null) {
      throw new IllegalArgumentException("segment " + segment.index() + " with an overlap of " + segment.overlapSeconds() + " s cannot be joined");
    }
    dropAfter(step.from());
    double correlation = step.kind() == Step.Kind.JUMP ? 0 : segment.seam() == null ? 1 : segment.seam().correlation();
    crossfadeTo(step, segment, source, correlation);
    LOG.info("seam {}→{} planned: {}, fade of {} s", step.from().index(), segment.index(), step.kind(), Frames.seconds(step.fadeFrames()));
  }

  /** Drops repetitions after this slot, none of which is mixed yet. */
  private void dropAfter(Slot slot) {
    while (newest().slot != slot) {
      slots.remove(newest().slot);
      voices.remove(newest());
      newest().playToEnd();
    }
  }

  private void repeat(Step step) {
    crossfadeTo(step, newest().segment, newest().source, 0);
    LOG.info("bridge {} pass {} planned, fade of {} s", step.slot().index(), step.slot().pass(), Frames.seconds(step.fadeFrames()));
  }

  private void crossfadeTo(Step step, Segment segment, SegmentSource source, double correlation) {
    Crossfade fade = new Crossfade(step.fadeFrames(), correlation);
    if (step.gap() == 0) {
      newest().fadeOut(step.fadeAt(), fade);
    }
    add(segment, source, step.slot(), fade);
  }

  private void add(Segment segment, SegmentSource source, Slot slot, Crossfade fadeIn) {
    voices.add(new Voice(segment, source, slot, new SegmentGain(segment, source.frames(), overlap), fadeIn));
    slots.add(slot);
  }

  private Voice newest() {
    return voices.get(voices.size() - 1);
  }

  private static Candidate candidate(Segment segment, SegmentSource source) {
    long lag = segment.seam() == null ? 0 : Math.round((double) segment.seam().lagSamples() * Frames.PER_SECOND / segment.sampleRate());
    return new Candidate(segment.index(), source.frames(), Frames.of(segment.overlapSeconds()), lag);
  }

  private Step plan(Candidate next) {
    return planner.next(voices.stream().map(voice -> voice.slot).toList(), Frames.of(newest().segment.overlapSeconds()), next, head);
  }

  /** Fades everything out, for good. */
  public void fadeOut(double seconds) {
    ending = new Crossfade(Frames.of(seconds), 1);
    endingAt = head;
  }

  /** Whether the last fade is over. */
  public boolean isQuiet() {
    return ending != null && head >= endingAt + ending.frames();
  }

  /**
   * Mixes the next frames; silence before {@link #begin}.
   *
   * @param frames at most {@link #BLOCK}
   * @return interleaved stereo, full scale being −1 to 1, for the caller to keep
   */
  public float[] mix(int frames) throws IOException {
    float[] block = new float[2 * frames];
    bridgeIfDue();
    for (Voice voice : voices) {
      voice.addTo(block, head, frames, scratch);
      underruns += voice.slot.pass() == 1 && voice.slot.enterAt() >= head && voice.slot.enterAt() < head + frames ? 1 : 0;
    }
    if (ending != null) {
      for (int i = 0; i < block.length; i++) {
        block[i] *= ending.out(head + i / 2 - endingAt);
      }
    }
    head += frames;
    releaseSounded();
    return block;
  }

  private void bridgeIfDue() {
    Step step = voices.isEmpty() || ending != null ? null : plan(null);
    if (step != null) {
      repeat(step);
    }
  }

  private void releaseSounded() {
    while (voices.size() > 1 && voices.get(0).stopAt() <= head) {
      SegmentSource source = voices.remove(0).source;
      if (voices.stream().noneMatch(voice -> voice.source == source)) {
        close(source);
      }
    }
    while (slots.size() > 1 && slots.get(1).enterAt() < head - HISTORY) {
      slots.remove(0);
    }
  }

  private static void close(SegmentSource source) {
    try {
      source.close();
    } catch (IOException e) {
      LOG.warn("the file of a segment that has sounded could not be closed: {}", e.getMessage());
    }
  }

  /** Frames mixed so far. */
  public long head() {
    return head;
  }

  /** Index of the newest segment that is planned, null before the first. */
  public Integer newestIndex() {
    return voices.isEmpty() ? null : newest().slot.index();
  }

  /** How many segments are held. */
  public long held() {
    return voices.stream().map(voice -> voice.source).distinct().count();
  }

  /** Seconds to the end of the newest segment's own run. */
  public double remainingSeconds() {
    return Math.max(0, Frames.seconds(ownRunEnd() - head));
  }

  /** Whether the next frames are a repetition, for the next segment is late. */
  public boolean isBridging() {
    Slot now = slotAt(head);
    return now != null && now.pass() > 0;
  }

  /** Times the next segment came too late so far. */
  public int underruns() {
    return underruns;
  }

  /** What is heard at a frame not further back than half a minute, null before any music. */
  public Playhead playhead(long at) {
    Slot heard = slotAt(at);
    return heard == null ? null : new Playhead(heard.index(), heard.pass(), Frames.seconds(Math.min(at, heard.endsAt()) - heard.zeroAt()),
      Math.max(0, Frames.seconds(ownRunEnd() - at)));
  }

  private Slot slotAt(long at) {
    return slots.stream().filter(slot -> slot.enterAt() <= at).reduce((earlier, later) -> later).orElse(null);
  }

  private long ownRunEnd() {
    return slots.stream().filter(slot -> slot.pass() == 0).mapToLong(Slot::endsAt).reduce((earlier, later) -> later).orElse(head);
  }

  /** Lets go of everything. */
  @Override
  public void close() {
    voices.stream().map(voice -> voice.source).distinct().forEach(Mixer::close);
    voices.clear();
  }
}
