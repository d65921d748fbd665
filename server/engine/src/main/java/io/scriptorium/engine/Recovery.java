package io.scriptorium.engine;

import io.scriptorium.plugin.SubmissionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a document does about an append whose outcome is not known, or that found another head than
 * expected: the edits wait here, nothing is ordered, and the log is read again until that works;
 * then they go the usual way once more. Belongs to the document's thread.
 *
 * <p>Between attempts it waits longer each time, up to {@link #MAX_DELAY}. It counts as failing
 * until an append has succeeded: a full disk reads well.
 */
final class Recovery {
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration MAX_DELAY = Duration.ofSeconds(5);

  private final ServerParts parts;
  private final Mailbox mailbox;
  private final Runnable reread;
  private final List<AcceptedEdit> waiting = new ArrayList<>();
  private boolean active;
  private int attempts;
  private @Nullable Throwable failure;

  /**
   * @param reread reads the log, and then ends this or has it {@link #failedAgain}
   */
  Recovery(ServerParts parts, Mailbox mailbox, Runnable reread) {
    this.parts = parts;
    this.mailbox = mailbox;
    this.reread = reread;
  }

  /** Whether edits have to wait. */
  boolean active() {
    return active;
  }

  /** The failure that is not over yet. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * Starts; {@link #landed} is to be called next.
   *
   * @param edits were accepted and are perhaps in the log, in their order
   * @param cause empty if only the head was another
   */
  void begin(List<AcceptedEdit> edits, Optional<Throwable> cause) {
    active = true;
    waiting.addAll(edits);
    cause.ifPresent(thrown -> failure = thrown);
  }

  /** Has an edit wait. */
  void hold(AcceptedEdit edit) {
    waiting.add(edit);
  }

  /** Whether this submission is among those that wait. */
  boolean holds(SubmissionId id) {
    return waiting.stream().anyMatch(edit -> edit.submission().id().equals(id));
  }

  /** Reads once the last append has landed somehow: until then the log may still move. */
  void landed(boolean all) {
    if (all) {
      retry();
    }
  }

  /** Reading the log failed. */
  void failedAgain(Throwable cause) {
    failure = cause;
    retry();
  }

  /** The log was read: hands back what waited. */
  List<AcceptedEdit> end() {
    active = false;
    List<AcceptedEdit> edits = List.copyOf(waiting);
    waiting.clear();
    return edits;
  }

  /** The store took something; true if it had failed before. */
  boolean succeeded() {
    boolean hadFailed = failure != null;
    failure = null;
    attempts = 0;
    return hadFailed;
  }

  private void retry() {
    attempts++;
    Duration delay = failure == null && attempts == 1 ? Duration.ZERO : delay();
    parts.scheduler().after(delay, this::handOn);
  }

  private Duration delay() {
    Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(attempts - 1, 10));
    return doubled.compareTo(MAX_DELAY) < 0 ? doubled : MAX_DELAY;
  }

  private void handOn() {
    var _ = mailbox.offer(reread);
  }
}
