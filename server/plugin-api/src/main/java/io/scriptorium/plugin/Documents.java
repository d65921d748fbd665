package io.scriptorium.plugin;

import java.util.List;
import java.util.Optional;

/**
 * Documents for reading: all, or those that somebody may read. A document that he may not read is
 * not there, as if it had never been. Usable from any thread; every method may block for the disk
 * and throws a {@link PluginException} when it cannot be read.
 */
public interface Documents {
  /** One document; empty if there is none or it was deleted. */
  Optional<DocumentInfo> find(DocumentId document);

  /**
   * Many documents at once: the same as {@link #find} of each, for the price of one. What may not
   * be read, or is not there, is left out.
   *
   * @return in the order in which they were asked for
   */
  default List<DocumentInfo> findAll(List<DocumentId> documents) {
    return documents.stream().flatMap(document -> find(document).stream()).toList();
  }

  /**
   * A page of the documents that are not deleted, newest change first.
   *
   * @param cursor where the page before ended; empty for the first
   * @param limit 1 to 200
   */
  Page list(Optional<String> cursor, int limit);

  /** The newest durable content; empty if there is no such document. */
  Optional<Snapshot> newest(DocumentId document);

  /** The content at a revision; empty if there is no such document or it has not come that far. */
  Optional<Snapshot> at(DocumentId document, Revision revision);

  /**
   * Changes after a revision, in order, without gaps; none at the head or if there is no such
   * document.
   *
   * @param limit at most so many, 1 to 10,000
   */
  List<Change> changes(DocumentId document, Revision after, int limit);

  /**
   * What the one for whom these documents are may do in one; empty if there is none for them. For
   * all documents: what their owner may. Ask before something is done in somebody's name that
   * reading alone does not allow.
   */
  Optional<Role> role(DocumentId document);

  /**
   * As whom the one for whom these documents are writes in one: what the server knows of them, not
   * what they say. Empty if they may not read it, or did not sign in, and for all documents.
   */
  Optional<Author> author(DocumentId document);

  /** Who is in a document now. */
  List<SessionView> sessions(DocumentId document);

  /**
   * Some documents.
   *
   * @param next the cursor of the page after this one; empty on the last
   */
  record Page(List<DocumentInfo> documents, Optional<String> next) {
    public Page {
      documents = List.copyOf(documents);
    }
  }
}
