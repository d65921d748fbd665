package io.scriptorium.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Wakes a document's sessions when its head has moved, and the more of them there are, the less
 * often: what becomes durable between two rounds goes out together, in one frame a session. Each
 * edit of hundreds of people in a frame of its own, to each of the others, costs more than the rest
 * of the server together. An edit's author does not wait for the round: see {@link
 * ClientSession#committed}. Belongs to the document's thread.
 */
final class FanOut {
  /** About what it takes to wake a session and to write it a frame. */
  private static final long NANOS_A_SESSION = 25_000;

  /** Nobody sees the difference; with 200 sessions or more it is always as long. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(5);

  /** So few are woken at once, always. */
  private static final int FEW = 4;

  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Mailbox mailbox;
  private final Seats seats;

  private Instant lastRound = Instant.EPOCH;
  private boolean planned;

  FanOut(ServerParts parts, Mailbox mailbox, Seats seats) {
    this.clock = parts.clock();
    this.scheduler = parts.scheduler();
    this.mailbox = mailbox;
    this.seats = seats;
  }

  /** The head has moved: everybody is woken, now or when the pause is over. */
  void moved() {
    if (planned) {
      return;
    }
    Duration left = pause().minus(sinceLastRound());
    if (left.isPositive()) {
      planned = true;
      scheduler.after(left, this::handOver);
    } else {
      round();
    }
  }

  private Duration pause() {
    int count = seats.taken();
    Duration pause = Duration.ofNanos(count <= FEW ? 0 : count * NANOS_A_SESSION);
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** A clock that was set back must not hold anybody up. */
  private Duration sinceLastRound() {
    Duration since = Duration.between(lastRound, clock.instant());
    return since.isNegative() ? LONGEST_PAUSE : since;
  }

  private void handOver() {
    var _ = mailbox.offer(this::round);
  }

  private void round() {
    planned = false;
    lastRound = clock.instant();
    seats.wake();
  }
}
