package io.scriptorium.client;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.RichText;

/**
 * Is told what happens in a {@link DocumentClient}: one call at a time, in order, on the client's
 * own thread, which waits for it. What it throws is logged and harms nobody.
 */
public interface ClientListener {
  /** The client stands differently. */
  default void statusChanged(ClientStatus status) {}

  /** A fresh copy of the document is here: the first one, or one after edits were refused. */
  default void joined(RichText content) {}

  /**
   * Somebody else edited the document.
   *
   * @param change what it does to this client's content, its own pending edits among it
   * @param content after it
   */
  default void changed(Delta change, RichText content) {}

  /** Edits of this client are given back; it will not send them (again). */
  default void refused(RefusedEdit edit) {}

  /** The document has another title. */
  default void titled(String title) {}

  /**
   * A plugin says something.
   *
   * @param body JSON
   */
  default void plugin(String plugin, String body) {}
}
