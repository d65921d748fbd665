package io.scriptorium.plugin;

/**
 * Adds a feature to the stream of edits. Every method but {@link #name} has a default, so a plugin
 * overrides only what it needs; a hook that is not overridden costs nothing.
 *
 * <p><b>Threads.</b> All hooks but {@link #review} run on one thread of the plugin's own, one after
 * the other: state that only they touch needs no lock. {@link #review} runs on a second thread, and
 * the methods of a REST resource on the web server's. A call that takes long, and a thread that the
 * plugin started and that computes all the time, get the processor after all others; the calls
 * after a long one come on a fresh thread, so keep nothing in a {@link ThreadLocal}.
 *
 * <p><b>Failures.</b> Whatever a hook throws is caught, logged with the plugin's name, counted, and
 * shown to the administrator; it reaches neither the log of changes, nor the author, nor another
 * plugin. A hook that takes longer than its limit, and a plugin that fails again and again, is
 * <em>quarantined</em>: no hook is called any more, its thread is interrupted, and after a pause
 * that doubles each time a fresh instance is started, from the durable checkpoint.
 *
 * <p><b>Instances.</b> The host makes one with the constructor without parameters, calls {@link
 * #start} once and {@link #close} once, and never uses it again after that.
 */
public interface Plugin extends AutoCloseable {
  /**
   * Names this plugin in messages, configuration, storage, links and logs: 1 to 32 lower-case
   * letters, digits and hyphens, a letter first. Never changes.
   */
  String name();

  /** Which changes {@link #onChange} is told of. Asked once, before {@link #start}. */
  default Delivery delivery() {
    return Delivery.EVERY_CHANGE;
  }

  /**
   * Whether a document can do without: a switchable plugin can be switched off for each document.
   * Asked once, before {@link #start}.
   */
  default boolean switchable() {
    return true;
  }

  /**
   * The least role of whoever's messages with this body reach {@link #onMessage}; the host refuses
   * those of others, whatever {@link #onMessage} would have made of them. Called before it, on the
   * same thread and as a part of its time; an exception refuses the message, too. What it answers
   * follows from the body alone: it keeps no state and asks nobody.
   *
   * @param body JSON text, any value
   */
  default Role messageRole(String body) {
    return Role.VIEWER;
  }

  /**
   * The least role in a document of whoever's calls of the REST resource that change something
   * reach it: calls under {@code documents/{id}} that are neither GET, HEAD nor OPTIONS. The host
   * answers others with 403, and lets nobody call anything about a document that he may not read.
   * Asked once, before {@link #start}.
   */
  default Role callRole() {
    return Role.EDITOR;
  }

  /**
   * Called once, before every other hook. An exception keeps this plugin out, and the server starts
   * without it. Limit: 30 s.
   *
   * @param context this plugin's own; ends with the plugin
   */
  default void start(PluginContext context) throws Exception {}

  /**
   * Says whether an edit may be committed. Called on this plugin's review thread, in the order of
   * the edits of each document, for every edit: the author, and everyone who writes in that
   * document, waits for the answer. Limit: 2 ms on average and 50 ms for one; an answer that comes
   * later, and an exception, count as yes. While the plugin is in quarantine, nobody is asked; when
   * it comes back, its first 20 answers are not waited for, and count as yes.
   *
   * @param submission rebased: its delta applies to {@code before}
   * @param before the document that the edit would change
   */
  default Decision review(Submission submission, Snapshot before) {
    return Decision.accept();
  }

  /**
   * Tells of a change that is durable. Called in the order of revisions for each document, without
   * gaps; documents take turns. With {@link Delivery#EVERY_CHANGE} at least once for each change,
   * from the checkpoint that the host keeps, also for what was committed while this plugin was not
   * there: after a crash some changes come again. A change whose call throws is not called again;
   * it counts as seen. Limit: 10 s.
   *
   * @param after the document with the change
   */
  default void onChange(DocumentId document, Change change, Snapshot after) {}

  /**
   * Somebody has opened a document and can be sent messages. Called after the session has got its
   * document, in order with that session's {@link #onMessage} and {@link #onLeave}. After a restart
   * of the plugin it is called again for everybody who is there. Limit: 1 s.
   */
  default void onJoin(SessionView session) {}

  /**
   * A session that {@link #onJoin} told of has ended. Called once for each, also when the
   * connection was lost. Limit: 1 s.
   */
  default void onLeave(SessionView session) {}

  /**
   * Takes in a message from this plugin's browser half, of somebody whose role includes {@link
   * #messageRole}. Called in the order in which a session sent them. A message is lost when too
   * many wait (1,000 of one session, 10,000 in all). Limit: 1 s.
   */
  default void onMessage(PluginMessage message) {}

  /**
   * There is a document that this plugin did not know: it was made, or brought back after its
   * deletion, or is older than this plugin's first start. Called before its changes, at least once.
   * Limit: 1 s.
   */
  default void onDocumentCreated(DocumentInfo document) {}

  /**
   * A document has another title than this plugin was told last. Called at least once, also for a
   * renaming while this plugin was not there. Limit: 1 s.
   */
  default void onDocumentRenamed(DocumentInfo document) {}

  /**
   * A document was deleted: nobody may see it any more. It can come back for some days (then {@link
   * #onDocumentCreated} is called); what this plugin has stored for the document is kept until then
   * and removed by the host. Called at least once, also for a deletion while this plugin was not
   * there. Limit: 1 s.
   */
  default void onDocumentDeleted(DocumentId document) {}

  /**
   * Called once at the end: of the server, of this plugin's jar, or before a restart. What came
   * from the context is ended by the host; this is for what the plugin made itself. Limit: 5 s.
   */
  @Override
  default void close() {}
}
