package io.scriptorium.plugin;

/** What the host gives one plugin, made for that plugin alone; usable from any thread. */
public interface PluginContext {
  /**
   * Sends {@code body} to this plugin's browser half in one session; does nothing if that session
   * has ended meanwhile. Best effort: a message may be lost with its connection.
   *
   * @param body JSON text
   */
  void send(DocumentId document, SessionId session, String body);

  /**
   * Sends {@code body} to this plugin's browser half in every session of a document.
   *
   * @param body JSON text
   */
  void broadcast(DocumentId document, String body);
}
