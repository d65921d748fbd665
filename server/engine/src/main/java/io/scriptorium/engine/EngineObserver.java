package io.scriptorium.engine;

import io.scriptorium.engine.plugin.PluginObserver;
import io.scriptorium.plugin.DocumentId;
import java.time.Duration;

/**
 * Is told what happens in the engine, for metrics and logs. The engine itself logs nothing: {@link
 * LoggingObserver} does. Called from any thread, often from a document's own: it returns at once
 * and throws nothing.
 */
public interface EngineObserver extends PluginObserver {
  /** A document was brought into memory. */
  default void documentOpened(DocumentId document) {}

  /** A document left memory. */
  default void documentClosed(DocumentId document) {}

  /** A connection was made. */
  default void sessionOpened() {}

  /** A connection is gone. */
  default void sessionClosed() {}

  /** An edit arrived, new or sent again. */
  default void editReceived() {}

  /**
   * Changes of one document became durable together, {@code append} after they were handed over.
   */
  default void committed(int changes, Duration append) {}

  /** An ack is about to be written, so long after its edit arrived. */
  default void acknowledged(Duration sinceReceived) {}

  /** Others' changes are about to be written, so long after the oldest of them became durable. */
  default void fannedOut(int changes, Duration sinceDurable) {}

  /** A frame is about to be written, of so many UTF-16 code units. */
  default void frameSent(int chars) {}

  /** An edit was turned down with a {@code reject} of this code; its session goes on. */
  default void editRejected(String code) {}

  /** A session was told an error of this code and closed. */
  default void sessionRefused(String code) {}

  /** A connection's write hung for too long and it was dropped. */
  default void writerHung(DocumentId document) {}

  /** A document cannot be stored; told once, until {@link #storeRecovered}. */
  default void storeFailed(DocumentId document, Throwable cause) {}

  /** The document of {@link #storeFailed} is stored again. */
  default void storeRecovered(DocumentId document) {}

  /** One read, or the keeping of a snapshot, failed; nothing is lost, somebody tries again. */
  default void storeCallFailed(DocumentId document, String call, Throwable cause) {}

  /** A document that was deleted long ago is gone for good. */
  default void documentPurged(DocumentId document) {}

  /** Deleted documents could not be removed; the next purge, a day later, tries again. */
  default void purgeFailed(Throwable cause) {}

  /** Another writer was found in the document's log, whose changes were taken in. */
  default void foreignChanges(DocumentId document, long head) {}

  /** A defect: the document was dropped from memory, its sessions resume from the log. */
  default void documentFailed(DocumentId document, Throwable cause) {}

  /** A defect outside of any document. */
  default void defect(String where, Throwable cause) {}
}
