package io.scriptorium.plugin;

import io.scriptorium.delta.Delta;
import java.time.Instant;

/**
 * An ordered, durable edit: {@code delta} took its document from the revision before {@code
 * revision} to {@code revision}.
 *
 * @param revision at least 1
 * @param id the submission that it was
 * @param session through which it came
 * @param time when it was ordered, by the server's clock, to the millisecond
 */
public record Change(
    Revision revision,
    SubmissionId id,
    SessionId session,
    Author author,
    Instant time,
    Delta delta) {
  public Change {
    if (revision.number() < 1) {
      throw new IllegalArgumentException("a change makes revision 1 or later, got " + revision);
    }
  }
}
