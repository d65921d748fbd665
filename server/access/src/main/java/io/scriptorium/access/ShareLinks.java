package io.scriptorium.access;

import io.scriptorium.plugin.DocumentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The links for sharing, by hash. See {@link AccessStore} for threads and errors. */
public interface ShareLinks {
  /** Adds one. */
  void add(ShareLink link, String hash);

  /** The one of this hash, if it lives at this time. */
  Optional<ShareLink> find(String hash, Instant now);

  /** Notes that somebody came by a link: from now on it reaches them, as long as it lives. */
  void enter(LinkId link, AccountId account);

  /** A document's, expired ones included, the newest first. */
  List<ShareLink> of(DocumentId document);

  /** Who came by a link. */
  Set<AccountId> enteredBy(LinkId link);

  /** Revokes one; false if the document has no such. */
  boolean remove(DocumentId document, LinkId link);

  /** The documents of links whose end came after a time, and by another. */
  Set<DocumentId> endedWithin(Instant after, Instant through);
}
