package io.scriptorium.engine;

import io.scriptorium.plugin.Revision;
import io.scriptorium.protocol.CloseReason;
import java.util.Optional;

/** Whom an edit came from: is told what becomes of it, on the document's thread. */
interface Submitter {
  /** The edit is durable. */
  void committed(Revision revision);

  /** It will not be committed; its submitter goes on. */
  void reject(long seq, String code, String message);

  /** It will not be committed, and its submitter has to connect again if it can. */
  void fail(CloseReason reason, String message);

  /** Nobody knows what becomes of it here: it is to be looked for in the log. */
  void abort();

  /** The plugin whose edit it is; empty for people. */
  Optional<String> plugin();
}
