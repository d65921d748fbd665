package io.scriptorium.access;

import io.scriptorium.plugin.DocumentId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Who was given which document. A document has one owner at most. See {@link AccessStore} for
 * threads and errors.
 */
public interface Grants {
  /** Every way on which a document reaches somebody at this time. */
  List<Reach> reaches(AccountId account, DocumentId document, Instant now);

  /** The documents that reach somebody at this time, on whichever way. */
  Set<DocumentId> reaching(AccountId account, Instant now);

  /** What was given of a document, the owner first. */
  List<Grant> of(DocumentId document);

  /** These documents are theirs, but for those that are somebody's already. */
  void own(Collection<DocumentId> documents, AccountId owner);

  /**
   * Gives a role, in place of what the grantee had.
   *
   * @return false, and nothing happens, if the grantee owns the document, is a guest or is not
   *     there
   * @throws IllegalArgumentException if the role is the owner's: see {@link #transfer}
   */
  boolean give(Grant grant);

  /** Takes away what was given; false if nothing was, or the grantee owns the document. */
  boolean revoke(DocumentId document, Grantee grantee);

  /**
   * Makes a document somebody else's; the old owner stays as an editor.
   *
   * @return false, and nothing happens, if it is not the old owner's, or the new one cannot sign in
   */
  boolean transfer(DocumentId document, AccountId from, AccountId to);

  /** The documents that are somebody's. */
  List<DocumentId> ownedBy(AccountId account);
}
