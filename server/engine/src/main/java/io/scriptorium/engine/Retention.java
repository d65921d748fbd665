package io.scriptorium.engine;

import io.scriptorium.plugin.DocumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Removes for good what was deleted longer ago than {@link Limits#keepDeleted}: when the server
 * starts, and once a day; then the attachments that nobody needs. The store decides document by
 * document, so one that is restored meanwhile stays.
 */
final class Retention {
  private static final Duration INTERVAL = Duration.ofDays(1);

  /**
   * How long an attachment waits for the edit that shows it: whoever went offline between the two
   * may come back late.
   */
  private static final Duration UNCLAIMED = Duration.ofDays(30);

  private final ServerParts parts;
  private final Predicate<DocumentId> forgotten;
  private volatile boolean stopped;

  /**
   * @param forgotten see {@link Catalogue#purge}; on a thread that may block
   */
  Retention(ServerParts parts, Predicate<DocumentId> forgotten) {
    this.parts = parts;
    this.forgotten = forgotten;
  }

  /** Looks now, and then daily. */
  void start() {
    if (stopped) {
      return;
    }
    parts.io().execute(this::purge);
    parts.scheduler().after(INTERVAL, this::start);
  }

  /** Lets it be; what is being removed at the moment still is. */
  void stop() {
    stopped = true;
  }

  private void purge() {
    Instant deletedBefore = parts.clock().instant().minus(parts.limits().keepDeleted());
    try {
      parts.catalogue().purge(deletedBefore, forgotten);
      parts.attachments().sweep(parts.clock().instant().minus(UNCLAIMED));
    } catch (StoreException failure) {
      parts.observer().purgeFailed(failure); // the next one takes what this one left
    } catch (RuntimeException | Error defect) {
      parts.observer().defect("the removal of deleted documents", defect);
    }
  }
}
