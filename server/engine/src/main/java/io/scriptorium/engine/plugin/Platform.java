package io.scriptorium.engine.plugin;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import io.scriptorium.plugin.SubmitResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The server, as the plugin host sees it. Usable from any thread. What reads documents blocks for
 * the disk and throws a {@link io.scriptorium.plugin.PluginException} if they cannot be read.
 */
public interface Platform {
  /** See {@link Documents#find}. */
  Optional<DocumentInfo> find(DocumentId document);

  /** See {@link Documents#findAll}. */
  List<DocumentInfo> findAll(List<DocumentId> documents);

  /** See {@link Documents#list}. */
  Documents.Page list(Optional<String> cursor, int limit);

  /** See {@link Documents#newest}. */
  Optional<Snapshot> newest(DocumentId document);

  /** See {@link Documents#at}. */
  Optional<Snapshot> at(DocumentId document, Revision revision);

  /** See {@link Documents#changes}; from memory if the document is open. */
  List<Change> changes(DocumentId document, Revision after, int limit);

  /** What somebody may do in a document; empty if he may not even read it. */
  Optional<Role> role(Asker asker, DocumentId document);

  /** As whom somebody with an account writes in a document; empty if he may not even read it. */
  Optional<Author> author(Asker asker, DocumentId document);

  /** Tells a session that a message of its was not taken; nothing happens if it has ended. */
  void refuse(SessionView session, String why);

  /**
   * Sends a plugin's message to everybody in a document, or to one. Returns at once.
   *
   * @param document empty: every document
   * @param session empty: everybody
   * @throws IllegalArgumentException if the body is not JSON
   */
  void send(String plugin, Optional<DocumentId> document, Optional<SessionId> session, String body);

  /** Submits an edit; see {@link io.scriptorium.plugin.PluginContext#submit}. */
  CompletionStage<SubmitResult> submit(Participation edit);

  /**
   * An edit of a plugin's.
   *
   * @param id never used before
   * @param session stands for the plugin's instance
   * @param participant what others are shown as the author's name
   */
  record Participation(
      String plugin,
      DocumentId document,
      SubmissionId id,
      SessionId session,
      String participant,
      Revision base,
      Delta delta) {}

  /** Has something done later, on a thread that must not be held up. */
  void after(Duration delay, Runnable task);

  /** The time. */
  InstantSource clock();

  /** Letters and digits that were never there before and that nobody guesses. */
  String freshId();
}
