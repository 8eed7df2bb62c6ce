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
  private static final Logger LOG = LoggerFactory.getLogger(Mixer.class);

  private final long overlap;
  private final JoinPlanner planner;
  private final float[] scratch = new float[2 * BLOCK];
  /** What sounds or will, oldest first. */
  private final List<Voice> voices = new ArrayList<>();
  private final History history = new History();
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
    add(segment, source, JoinPlanner.first(Candidate.of(segment, source.frames()), head, Frames.of(offsetSeconds)), new Crossfade(JoinPlanner.FADE_IN, 1));
    LOG.info("segment {} is heard from {} s on", segment.index(), offsetSeconds);
  }

  /** Goes on with the next segment. */
  public void append(Segment segment, SegmentSource source) {
    Candidate next = Candidate.of(segment, source.frames());
    Step step = plan(next);
    while (step != null && step.kind() == Step.Kind.LOOP) {
      repeat(step);
      step = plan(next);
    }
    if (step == null) {
      throw new IllegalArgumentException("segment " + segment.index() + " with an overlap of " + segment.overlapSeconds() + " s cannot be joined");
    }
    dropAfter(step.from());
    boolean related = step.kind() != Step.Kind.JUMP && step.kind() != Step.Kind.ANNOUNCED;
    double correlation = !related ? 0 : segment.seam() == null ? 1 : segment.seam().correlation();
    crossfadeTo(step, segment, source, correlation);
    LOG.info("seam {}→{} planned: {}, fade of {} s", step.from().index(), segment.index(), step.kind(), Frames.seconds(step.fadeFrames()));
  }

  /** Drops what comes after this slot, none of which is mixed yet. */
  private void dropAfter(Slot slot) {
    while (newest().slot != slot) {
      history.remove(newest().slot);
      release(voices.remove(voices.size() - 1).source);
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
    history.add(slot);
  }

  private Voice newest() {
    return voices.get(voices.size() - 1);
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
      release(voices.remove(0).source);
    }
    history.forgetBefore(head);
  }

  /** Closes a source that no voice reads any more. */
  private void release(SegmentSource source) {
    if (voices.stream().noneMatch(voice -> voice.source == source)) {
      source.close();
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
    return history.remainingSeconds(head);
  }

  /** Whether the next frames are a repetition, for the next segment is late. */
  public boolean isBridging() {
    Slot now = history.at(head);
    return now != null && now.pass() > 0;
  }

  /** Times the next segment came too late so far. */
  public int underruns() {
    return underruns;
  }

  /** What is heard at a frame not further back than half a minute, null before any music. */
  public Playhead playhead(long at) {
    return history.playhead(at);
  }

  /** Lets go of everything. */
  @Override
  public void close() {
    voices.stream().map(voice -> voice.source).distinct().forEach(SegmentSource::close);
    voices.clear();
  }
}
