package io.scriptorium.engine;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The list of documents: what there is, its title, when it was last changed. Usable from any
 * thread; every method blocks for the disk and throws {@link StoreException} where it cannot be
 * read or written. What it returned is durable.
 */
public interface Catalogue {
  /**
   * Adds a document with nothing but a newline in it.
   *
   * @throws IllegalArgumentException if there is, or was, one with this id
   */
  Entry create(DocumentId id, String title);

  /** One document; empty if there is none or it was deleted. */
  Optional<Entry> find(DocumentId id);

  /**
   * Those of many documents that are there, as one commit left them, in the order in which they
   * were asked for.
   */
  List<Entry> findAll(List<DocumentId> ids);

  /**
   * A page of the documents that are not deleted, newest change first.
   *
   * @param limit 1 to 200
   * @param cursor where the page before ended; empty for the first
   * @throws IllegalArgumentException if the cursor is none that {@link Page#next} gave
   */
  default Page list(int limit, Optional<String> cursor) {
    return list(limit, cursor, any -> true);
  }

  /**
   * A page of those that are to be shown, as if there were no others: it is as full as can be, and
   * its cursor tells nothing of those that are not.
   *
   * @param shown asked of each document on the way, in that order
   */
  Page list(int limit, Optional<String> cursor, Predicate<DocumentId> shown);

  /** Gives it another title; empty if there is no such document. */
  Optional<Entry> rename(DocumentId id, String title);

  /** Takes it away from everybody, its changes staying for {@link #restore}; false if not there. */
  boolean delete(DocumentId id);

  /** Brings a deleted document back as it was; empty if there is none to bring back. */
  Optional<Entry> restore(DocumentId id);

  /**
   * Removes for good, with all their changes, the documents that were deleted before a moment.
   * Their ids stay taken: an old link never leads to somebody else's document. One that is restored
   * while this runs stays.
   *
   * @param forgotten has whoever else keeps something of a document forget it, and says whether
   *     that is done. Asked of each when it is gone durably and before the next one goes; if it
   *     says no, or never got to answer, asked again by the next call, after a restart, too
   */
  void purge(Instant deletedBefore, Predicate<DocumentId> forgotten);

  /**
   * A document in the catalogue.
   *
   * @param changed when it was last edited, renamed or restored
   */
  record Entry(DocumentId id, String title, Revision revision, Instant created, Instant changed) {}

  /**
   * Some of the documents.
   *
   * @param next the cursor of the page after this one; empty on the last
   */
  record Page(List<Entry> entries, Optional<String> next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }
}
