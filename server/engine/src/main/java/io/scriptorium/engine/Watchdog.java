package io.scriptorium.engine;

import java.time.Duration;

/**
 * Drops connections whose write hangs for longer than {@link Limits#writeTimeout}: a client that
 * does not read must not keep a thread and a session for ever. It resumes when it is back. Counts
 * its own ticks instead of reading a clock, which somebody may set.
 */
final class Watchdog {
  /** A write that is seen at one tick and at so many after it has hung for the whole timeout. */
  private static final int TICKS = 2;

  private final Documents documents;
  private final ServerParts parts;
  private final Duration interval;
  private volatile boolean stopped;

  Watchdog(Documents documents, ServerParts parts) {
    this.documents = documents;
    this.parts = parts;
    this.interval = parts.limits().writeTimeout().dividedBy(TICKS);
  }

  /** Starts ticking. */
  void start() {
    parts.scheduler().after(interval, this::tick);
  }

  /** Lets it be. */
  void stop() {
    stopped = true;
  }

  private void tick() {
    if (stopped) {
      return;
    }
    for (ClientSession session : documents.sessions()) {
      if (session.writeHangs(TICKS)) {
        parts.observer().writerHung(session.document());
        session.abort();
      }
    }
    start();
  }
}
