package io.scriptorium.web.rest;

import io.scriptorium.access.Throttle;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Slows down what anybody may ask for without an account, and what guesses at the password of one:
 * per address, and per account.
 */
@Singleton
class Pace {
  private static final int FREE = 10;
  private static final Duration MOST_WAIT = Duration.ofMinutes(5);
  private final Throttle throttle = new Throttle(FREE, MOST_WAIT, InstantSource.system());

  /** Made by the container. */
  Pace() {}

  /**
   * Counts an attempt.
   *
   * @param what keeps one kind of attempt from counting for another
   * @throws ProblemException if there were too many: 429
   */
  void keep(String what, String who) {
    throttle
        .attempt(what + " " + who)
        .ifPresent(left -> {
          throw tooMany(left);
        });
  }

  static ProblemException tooMany(Duration left) {
    long seconds = left.toSeconds() + 1;
    return ProblemException.tooMany("too often: try again in " + seconds + " s", seconds);
  }
}
