package io.scriptorium.engine;

import io.scriptorium.engine.AccessPolicy.Access;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks the access policy afresh about everybody in an open document, and has the answers take
 * effect. Belongs to the document's thread; the policy, which may block, is asked on another.
 *
 * <p>Two of these may overtake one another, so each has a number, and what comes behind a later one
 * counts no more: the later one saw everything that it saw.
 */
final class AccessCheck {
  /** How long until the policy is asked again when it could not answer. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final OpenDocument document;
  private final ServerParts parts;
  private long begun;
  private long settled;

  AccessCheck(OpenDocument document, ServerParts parts) {
    this.document = document;
    this.parts = parts;
  }

  void run() {
    long number = ++begun;
    Map<ClientSession, Seat> seats = new LinkedHashMap<>();
    document.seats().each(session -> session.seat().ifPresent(seat -> seats.put(session, seat)));
    if (!seats.isEmpty()) {
      parts.io().execute(() -> ask(number, seats));
    }
  }

  private void ask(long number, Map<ClientSession, Seat> seats) {
    Map<ClientSession, Access> answers = new LinkedHashMap<>();
    try {
      seats.forEach((session, seat) ->
          answers.put(session, parts.access().check(document.id(), seat.credentials())));
    } catch (StoreException failure) {
      parts.observer().storeCallFailed(document.id(), "check rights", failure);
      parts
          .scheduler()
          .after(
              PAUSE,
              () -> {
                var _ = document.handle(this::run);
              });
      return;
    } catch (RuntimeException | Error defect) {
      // Nobody keeps a right that could not be looked at.
      parts.observer().defect("the check of rights", defect);
      seats.keySet().forEach(ClientSession::abort);
      return;
    }
    var _ = document.handle(() -> settle(number, answers));
  }

  private void settle(long number, Map<ClientSession, Access> answers) {
    if (number > settled) {
      settled = number;
      answers.forEach(document.seats()::accessChanged);
    }
  }
}
