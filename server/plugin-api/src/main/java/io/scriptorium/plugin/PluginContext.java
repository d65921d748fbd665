package io.scriptorium.plugin;

import io.scriptorium.delta.Delta;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What the host gives one plugin, made for that plugin alone; usable from any thread. Once the
 * plugin has ended, every method throws {@link IllegalStateException}.
 */
public interface PluginContext {
  /** What this plugin keeps, whatever document it is about. */
  PluginStorage storage();

  /** What this plugin keeps about one document; removed with the document. */
  PluginStorage storage(DocumentId document);

  /**
   * A folder of this plugin's own, for files that can be made again: it is not part of a backup,
   * and an administrator may empty it while the server is down. Exists.
   */
  Path folder();

  /** The way to this plugin's browser half. */
  Channel channel();

  /** All documents, for reading: for the plugin's own work, never to be shown unasked. */
  Documents documents();

  /** The documents that somebody may read, and no others: for everything that is shown to him. */
  Documents documents(Asker asker);

  /**
   * Submits an edit as a participant of this plugin's. It takes the way of everybody's edits: it is
   * rebased, checked, reviewed by the other plugins, made durable and sent to all.
   *
   * @param participant the name that others are shown as the author, 1 to 64 characters
   * @param base the revision that {@code delta} applies to
   * @return completes on a thread of the host's; exceptionally with a {@link PluginException} if
   *     the document cannot be read at the moment, or the edit was not made durable within 30 s: it
   *     is then still on its way, and the document tells whether it arrived
   */
  CompletionStage<SubmitResult> submit(
      DocumentId document, String participant, Revision base, Delta delta);

  /** Work for later. */
  Schedule schedule();

  /** The time; a test's own in a test. */
  InstantSource clock();

  /**
   * Serves an object with Jakarta REST annotations at {@code /api/plugins/{name}/}, as a
   * sub-resource: its class carries no {@code @Path}, its methods do. To be called in {@link
   * Plugin#start}, once. What is about a document is under {@code documents/{id}}: there the host
   * lets in who may read it, and for what changes something who has {@link Plugin#callRole}. The
   * methods run on the web server's threads, several at once, at most 16 for one plugin; the host
   * answers exceptions with problem details. Who asks is {@link Asker#of} the {@code
   * SecurityContext}'s user principal.
   */
  void serve(Object resource);

  /**
   * This plugin's configuration: {@code scriptorium.plugin.{name}.{key}} of the server's, from
   * environment, system property or file.
   */
  Optional<String> setting(String key);

  /** Numbers for the administrator, under this plugin's name. */
  Metrics metrics();

  /** A log whose lines carry this plugin's name. The text of documents does not belong there. */
  System.Logger log();
}
