package io.scriptorium.access;

import io.scriptorium.access.AuditEvent.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to accounts and rights: it only grows. See {@link AccessStore} for threads and
 * errors.
 */
public interface AuditTrail {
  /** Adds an event. */
  void add(AuditEvent event);

  /**
   * Some of the events that fit, the newest first.
   *
   * @param before those with a smaller number; empty for all
   * @param limit at least 1
   */
  List<Numbered> read(Filter filter, Optional<Long> before, int limit);

  /** An event and its number, which rises. */
  record Numbered(long number, AuditEvent event) {}

  /** Which events; an empty member lets all pass. */
  record Filter(
      Optional<Action> action,
      Optional<AccountId> actor,
      Optional<String> subject,
      Optional<Instant> from,
      Optional<Instant> until) {
    /** Lets all pass. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether an event passes. */
    public boolean passes(AuditEvent event) {
      return action.filter(wanted -> wanted != event.action()).isEmpty()
          && actor.filter(wanted -> !event.actor().equals(Optional.of(wanted))).isEmpty()
          && subject.filter(wanted -> !wanted.equals(event.subject())).isEmpty()
          && from.filter(event.time()::isBefore).isEmpty()
          && until.filter(end -> !event.time().isBefore(end)).isEmpty();
    }
  }
}
