package io.scriptorium.plugin;

/**
 * A plugin's messages to its browser half. Best effort: a message may be lost with its connection,
 * and is dropped, and counted, for a session that reads too slowly or when the plugin sends more
 * than its share (1,000 messages and 4 MB in a second). Messages to one session arrive in the order
 * in which one thread sent them. Usable from any thread; never waits.
 */
public interface Channel {
  /**
   * To one session; nothing happens if it has ended.
   *
   * @param body JSON text
   * @throws IllegalArgumentException if {@code body} is not JSON
   */
  void toSession(DocumentId document, SessionId session, String body);

  /**
   * To every session in a document.
   *
   * @param body JSON text
   * @throws IllegalArgumentException if {@code body} is not JSON
   */
  void toDocument(DocumentId document, String body);

  /**
   * To every session in every document.
   *
   * @param body JSON text
   * @throws IllegalArgumentException if {@code body} is not JSON
   */
  void toEveryone(String body);
}
