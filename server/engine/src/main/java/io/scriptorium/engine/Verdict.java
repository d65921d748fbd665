package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.protocol.CloseReason;

/** What becomes of an edit. */
sealed interface Verdict {
  /** It has its place: {@code after} is the document with it. */
  record Ordered(Change change, Snapshot after) implements Verdict {}

  /** It will not be committed; its session goes on. */
  record Rejected(String code, String message) implements Verdict {}

  /** It breaks the protocol or a limit, which costs its connection. */
  record Refused(CloseReason reason, String message) implements Verdict {}
}
