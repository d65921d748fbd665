package io.scriptorium.client;

/** How a {@link DocumentClient} stands, in a word that a user can be shown. */
public sealed interface ClientStatus {
  /** It has not got the document yet. */
  record Waiting() implements ClientStatus {}

  /** It is connected, and everything is saved. */
  record Live() implements ClientStatus {}

  /** It is connected, and so many edits are on their way. */
  record Saving(int edits) implements ClientStatus {}

  /** It is not connected, keeps so many edits, and will try again in a while. */
  record Offline(int edits) implements ClientStatus {}

  /** It is connecting or catching up, and keeps so many edits. */
  record Reconnecting(int edits) implements ClientStatus {}

  /** The server refused edits, which were handed back; a fresh copy is on its way. */
  record Refused(String code, String message) implements ClientStatus {}

  /** It is closed, and stays so. */
  record Closed(String code, String message) implements ClientStatus {}
}
