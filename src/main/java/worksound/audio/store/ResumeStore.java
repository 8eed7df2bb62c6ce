package worksound.audio.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import worksound.audio.analysis.decay.DecayWatch;
import worksound.config.SegmentConfig;
import worksound.messages.Measurements.Decay;
import worksound.messages.Measurements.Tone;
import worksound.messages.Segment;
import worksound.messages.SegmentFiles;
import worksound.messages.SessionFiles.ResumableSession;

/**
 * Keeps the one session that can be taken up again when this process has ended, by will or not: the state file, the newest segment
 * and what the next seed is cut from. For one thread at a time; it works on files throughout.
 */
public final class ResumeStore {

  private static final Logger LOG = LoggerFactory.getLogger(ResumeStore.class);

  /** More than can be waiting for a page. */
  private static final int DECAYS = 4;
  /** How many foreign files are named in the log. */
  private static final int MAX_TOLD = 10;

  private final SegmentFiles files;
  private final SegmentDirectory segmentDirectory;
  private final SegmentConfig shape;
  private final ResumeFile state;
  private ResumableSession kept;
  /** What was known after each of the last segments: one that is made again is judged by what came before it. */
  private final NavigableMap<Integer, Decay> decays = new TreeMap<>();
  /** The prompt that was last changed to, which may be before there is a segment to keep it with. */
  private Changed changed;

  private record Changed(String sessionId, String prompt) {
  }

  /** @param shape what seeds are cut to */
  public ResumeStore(SegmentDirectory segmentDirectory, SegmentConfig shape) {
    this.segmentDirectory = segmentDirectory;
    this.shape = shape;
    this.files = segmentDirectory.files();
    this.state = new ResumeFile(files.directory());
  }

  /** Takes over what an earlier process left; null when nothing of it can be used. Everything else is deleted. */
  public ResumableSession open() throws IOException {
    kept = state.read();
    if (kept != null && !isWhole()) {
      LOG.warn("session={} segment={} cannot be taken up: its file is missing or has another size", kept.sessionId(),
        kept.segment().index());
      forget(kept.sessionId());
    }
    deleteSeedsOfAnotherShape();
    deleteUnneeded();
    protect();
    tellForeign();
    return kept;
  }

  /** What was kept before segment.* was changed: the next seed is cut from the segment again, and the anchor cannot be. */
  private void deleteSeedsOfAnotherShape() throws IOException {
    if (kept != null && !(Objects.equals(kept.seconds(), shape.seconds()) && Objects.equals(kept.overlapSeconds(), shape.overlapSeconds()))) {
      Files.deleteIfExists(files.seed(kept.sessionId(), kept.segment().index() + 1));
      Files.deleteIfExists(files.anchor(kept.sessionId()));
      // Which second of the newest segment it was depends on what segments share.
      Files.deleteIfExists(files.heard(kept.sessionId()));
      // Written afterwards: a process that is killed in between deletes them again.
      keep(kept.withSeedsOf(shape.seconds(), shape.overlapSeconds()));
    }
  }

  private void protect() {
    try {
      state.protect();
      segmentDirectory.protect();
    } catch (IOException e) {
      LOG.warn("audio.dir {}: others than its owner may read what lies there: {}", files.directory(), e.toString());
    }
  }

  private void tellForeign() throws IOException {
    List<Path> foreign = segmentDirectory.foreign();
    if (!foreign.isEmpty()) {
      LOG.warn("audio.dir {} also holds what is not worksound's, and it stays there: {}{}", files.directory(),
        foreign.stream().limit(MAX_TOLD).map(entry -> files.directory().relativize(entry).toString()).collect(Collectors.joining(", ")),
        foreign.size() > MAX_TOLD ? " and " + (foreign.size() - MAX_TOLD) + " more" : "");
    }
  }

  /**
   * A segment was accepted, or another in its place. Without a state file the music goes on all the same.
   *
   * @param tone how it sounds, null where there is nothing to hear
   * @return what is known of how the session's music holds up
   */
  public Decay keep(String sessionId, Segment segment, Tone tone) {
    if (kept == null || !kept.sessionId().equals(sessionId)) {
      decays.clear();
    } else if (decays.isEmpty() && kept.decay() != null) {
      decays.put(kept.segment().index(), kept.decay());
    }
    decays.tailMap(segment.index(), true).clear();
    Decay decay = DecayWatch.after(decays.isEmpty() ? null : decays.lastEntry().getValue(), segment, tone);
    decays.put(segment.index(), decay);
    if (decays.size() > DECAYS) {
      decays.pollFirstEntry();
    }
    keep(sessionId, promptOf(sessionId, segment.prompt()), segment, decay);
    return decay;
  }

  private String promptOf(String sessionId, String otherwise) {
    if (changed != null && changed.sessionId().equals(sessionId)) {
      return changed.prompt();
    }
    return kept != null && kept.sessionId().equals(sessionId) ? kept.prompt() : otherwise;
  }

  /** The session's next segments are to be made with another prompt. */
  public void prompt(String sessionId, String prompt) {
    changed = new Changed(sessionId, prompt);
    if (kept != null && kept.sessionId().equals(sessionId)) {
      keep(sessionId, prompt, kept.segment(), kept.decay());
    }
  }

  private void keep(String sessionId, String prompt, Segment segment, Decay decay) {
    keep(new ResumableSession(sessionId, prompt, segment, decay, shape.seconds(), shape.overlapSeconds()));
  }

  private void keep(ResumableSession now) {
    kept = now;
    try {
      segmentDirectory.requireOwned();
      state.write(now);
    } catch (IOException e) {
      LOG.warn("session={} segment={} could not be taken up if the server ended now: {}", now.sessionId(), now.segment().index(),
        e.toString());
    }
  }

  /** What is kept, null when nothing is. */
  public ResumableSession kept() {
    return kept;
  }

  /** What is kept, null when nothing is that can be used. @param wanted false to delete it */
  public ResumableSession resumeOrDiscard(boolean wanted) throws IOException {
    if (kept != null && !(wanted && isWhole())) {
      forget(kept.sessionId());
      deleteUnneeded();
    }
    return kept;
  }

  /** A session is over; nothing happens when another one is kept. */
  public void forget(String sessionId) throws IOException {
    if (kept != null && kept.sessionId().equals(sessionId)) {
      kept = null;
      if (segmentDirectory.isOwned()) {
        state.delete();
      }
    }
  }

  /** Deletes whatever the kept session does not need. */
  public void deleteUnneeded() throws IOException {
    Path folder = kept == null ? null : files.session(kept.sessionId());
    segmentDirectory.clearAllBut(folder);
    if (folder != null) {
      int newest = kept.segment().index();
      segmentDirectory.clearIfPossible(folder, Set.of(files.segment(kept.sessionId(), newest), files.raw(kept.sessionId(), newest),
        files.seed(kept.sessionId(), newest + 1), files.anchor(kept.sessionId()), files.heard(kept.sessionId())));
    }
  }

  private boolean isWhole() throws IOException {
    Path segment = files.segment(kept.sessionId(), kept.segment().index());
    return Files.isRegularFile(segment, LinkOption.NOFOLLOW_LINKS) && Files.size(segment) == kept.segment().bytes();
  }
}
