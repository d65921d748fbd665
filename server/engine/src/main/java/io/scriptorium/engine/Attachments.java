package io.scriptorium.engine;

import io.scriptorium.plugin.DocumentId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The port behind which the pictures of documents are kept: each content once, however many
 * documents have it. Usable from any thread; every method blocks for the disk and throws {@link
 * StoreException} where it cannot be read or written. What it returned is durable.
 *
 * <p>An attachment is a document's from {@link #keep} on. One that no edit has claimed goes after a
 * while; one that was claimed stays as long as the document and its history do, even if the text no
 * longer shows it: an older revision does, and undo may bring it back.
 */
public interface Attachments {
  /** What became of an attachment that was to be kept. */
  enum Outcome {
    /** It is the document's now. */
    ADDED,
    /** It was the document's before; the time in which it has to be claimed begins anew. */
    THERE,
    /** With it, the document's attachments would pass the limit; it is not kept. */
    NO_ROOM
  }

  /**
   * Makes an attachment a document's.
   *
   * @param mostBytes how many bytes the document's attachments may have together
   */
  Outcome keep(DocumentId document, Attachment attachment, long mostBytes);

  /** An attachment of this document; empty if it has none with this id. */
  Optional<Attachment> find(DocumentId document, AttachmentId id);

  /**
   * Has attachments stay as long as the document does, because an edit is about to show them.
   *
   * @return false if one of them is not the document's
   */
  boolean claim(DocumentId document, Set<AttachmentId> ids);

  /** Takes all attachments of a document away from it, which is gone for good. */
  void forget(DocumentId document);

  /**
   * Removes what nobody needs: attachments that nobody claimed since they were kept, if that was
   * before a moment, and contents that no document has any more.
   */
  void sweep(Instant unclaimedSince);
}
