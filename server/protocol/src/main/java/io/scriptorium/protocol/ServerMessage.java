package io.scriptorium.protocol;

import io.scriptorium.delta.Delta;
import java.util.List;
import java.util.Optional;

/**
 * What the server says over the socket: one record for each {@code type} of protocol version 1,
 * with the wire's own values.
 */
public sealed interface ServerMessage {
  /**
   * The answer to a join.
   *
   * @param session names this connection
   * @param revision of {@code content}, or as asked in the join
   * @param head the newest revision
   * @param content the document at {@code revision}; empty when the client has it
   * @param role in lower case
   */
  record Joined(
      String session,
      long revision,
      long head,
      Optional<Delta> content,
      String role,
      DocumentInfo document,
      List<PluginInfo> plugins)
      implements ServerMessage {
    public Joined {
      plugins = List.copyOf(plugins);
    }
  }

  /** The document's id and title. */
  record DocumentInfo(String id, String title) {}

  /**
   * A plugin that is on in this document.
   *
   * @param module where its browser half is, if it has one
   */
  record PluginInfo(String name, Optional<String> module) {}

  /**
   * Others' edits.
   *
   * @param from the revision that they apply to; what this connection was last sent
   * @param revision the revision after the last of them
   * @param deltas to be taken in one after the other; each stands for one revision or more
   * @param authors ids of the sessions that they came through, each once
   */
  record Change(long from, long revision, List<Delta> deltas, List<String> authors)
      implements ServerMessage {
    public Change {
      deltas = List.copyOf(deltas);
      authors = List.copyOf(authors);
    }
  }

  /** The replica's own edit {@code seq} became {@code revision}. */
  record Ack(long seq, long revision) implements ServerMessage {}

  /** The replica's edit will not be committed. */
  record Reject(long seq, String code, String message) implements ServerMessage {}

  /**
   * From a plugin.
   *
   * @param body JSON text, any value
   * @param session whom it is about, if the plugin says so
   */
  record Plugin(String plugin, String body, Optional<String> session) implements ServerMessage {}

  /** The title or this user's role changed. */
  record Document(Optional<String> title, Optional<String> role) implements ServerMessage {}

  /** The answer to a ping. */
  record Pong() implements ServerMessage {}

  /** What is wrong, in words that a person can act on. */
  record Error(String code, String message) implements ServerMessage {}
}
