package io.scriptorium.plugin;

/**
 * Adds a feature to the stream of edits. Every method but {@link #name} has a default, so a plugin
 * overrides only what it needs. Found by {@link java.util.ServiceLoader}.
 */
public interface Plugin extends AutoCloseable {
  /** Names this plugin in messages, configuration and logs: lower-case letters, digits, hyphens. */
  String name();

  /**
   * Called once, before any document opens, on the thread that starts the server. An exception
   * keeps this plugin out; the server starts without it.
   */
  default void start(PluginContext context) {}

  /**
   * Says whether an edit may be committed. Called on the document's own thread, in the order of the
   * edits, with the edit rebased to {@code before}, the document that it would apply to. Must
   * answer at once: everyone who writes in this document waits for it. An exception counts as yes
   * and is logged with this plugin's name.
   */
  default Decision review(Submission submission, Snapshot before) {
    return Decision.accept();
  }

  /**
   * Takes in a message from this plugin's browser half. Called on a thread of the host's, one
   * message at a time for each session, in the order in which they were sent. An exception is
   * logged with this plugin's name and costs the message.
   */
  default void onMessage(PluginMessage message) {}

  /** Called once when the server stops. An exception is logged. */
  @Override
  default void close() {}
}
