package io.scriptorium.engine;

import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.Snapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The engine as its edge sees it: makes a {@link Session} of every connection, is told what
 * happened to documents elsewhere, and says what they hold. Usable from any thread.
 */
public final class DocumentServer implements AutoCloseable {
  /** How long a closing server waits for accepted edits to be stored and for clients to take it. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  /** How long those who are told then, without that, have to take it. */
  private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(2);

  /** How often a closing server looks whether everybody has left. */
  private static final Duration CLOSE_CHECK = Duration.ofMillis(20);

  private final ServerParts parts;
  private final PluginHost plugins;
  private final Documents documents;
  private final Watchdog watchdog;
  private final Retention retention;

  /** Starts the server, without any plugin: {@link #plugins} installs them. */
  @SuppressWarnings("this-escape") // the host asks for documents only once it has plugins
  public DocumentServer(ServerParts parts) {
    this.parts = parts;
    this.plugins =
        new PluginHost(parts.plugins(), new EnginePlatform(this, parts), parts.observer());
    this.documents = new Documents(parts, plugins);
    this.watchdog = new Watchdog(documents, parts);
    this.retention = new Retention(parts, this::forgotten);
    watchdog.start();
    retention.start();
  }

  /**
   * A client has connected.
   *
   * @param principal whom the handshake authenticated, if it did
   */
  public Session connect(DocumentId document, Optional<String> principal, Connection connection) {
    ClientSession session =
        new ClientSession(
            new SessionId(freshId()), document, principal, connection, documents, parts);
    documents.remember(session);
    if (documents.stopping()) {
      Documents.goingDown(session);
    }
    parts.scheduler().after(parts.limits().joinTimeout(), session::joinTimedOut);
    return session;
  }

  /** The plugins. */
  public PluginHost plugins() {
    return plugins;
  }

  Documents documents() {
    return documents;
  }

  /** 96 random bits: unique over all restarts, and nobody guesses one. */
  String freshId() {
    String low = Long.toUnsignedString(parts.random().nextLong(), 36);
    String high = Integer.toUnsignedString(parts.random().nextInt(), 36);
    return high + "-" + low;
  }

  /** A document was made, or brought back: plugins are told. */
  public void created(DocumentId id) {
    plugins.documentChanged(id);
  }

  /** A document has another title: its open sessions and the plugins are told. */
  public void renamed(Catalogue.Entry entry) {
    plugins.documentChanged(entry.id());
    documents.ifOpen(entry.id(), document -> document.renamed(entry.title()));
  }

  /** A document was deleted: its open sessions are told, and closed; the plugins are told. */
  public void deleted(DocumentId id) {
    plugins.documentChanged(id);
    documents.ifOpen(id, OpenDocument::gone);
  }

  /**
   * A document that was deleted long ago is gone for good, and what plugins keep of it and its
   * attachments with it; false if that cannot be removed at the moment.
   */
  private boolean forgotten(DocumentId id) {
    try {
      plugins.purged(id);
      parts.attachments().forget(id);
    } catch (PluginException | StoreException failure) {
      parts.observer().purgeFailed(failure);
      return false;
    }
    parts.observer().documentPurged(id);
    return true;
  }

  /**
   * Somebody's right to a document has changed: his open sessions are told.
   *
   * @param author the id of {@link io.scriptorium.plugin.Author}
   * @param role empty if it was taken away; the sessions are closed
   */
  public void roleChanged(DocumentId id, String author, Optional<Role> role) {
    documents.roleChanged(
        id,
        document -> document.seats().roleChanged(seat -> seat.author().id().equals(author), role));
  }

  /**
   * What people may do in a document may have changed: the policy is asked about each of its open
   * sessions, which then have their new role, or are closed. Returns at once.
   */
  public void accessChanged(DocumentId id) {
    documents.accessChanged(id);
  }

  /**
   * What people may do may have changed in any document; see {@link #accessChanged(DocumentId)}.
   */
  public void accessChanged() {
    documents.accessChanged();
  }

  /**
   * A document's newest durable content, or as it was at a revision; empty if there is no such
   * document or it has not come that far. Blocks for the disk.
   *
   * @throws StoreException if it cannot be read
   */
  public Optional<Snapshot> at(DocumentId id, Optional<Revision> revision) {
    if (revision.isPresent()) {
      return parts.log().at(id, revision.get());
    }
    Optional<Snapshot> inMemory = documents.find(id).flatMap(OpenDocument::snapshot);
    return inMemory.isPresent() ? inMemory : parts.log().open(id).map(DocumentServer::newest);
  }

  private static Snapshot newest(ChangeLog.Stored stored) {
    Snapshot reached = stored.snapshot();
    for (var change : stored.tail()) {
      reached = new Snapshot(change.revision(), reached.content().apply(change.delta()));
    }
    return reached;
  }

  /** Whether everything that is being written gets stored at the moment. */
  public boolean storing() {
    return documents.storing();
  }

  /**
   * Stops taking edits, has those that were accepted stored and acknowledged, closes every
   * connection with 1012 and then the plugins. Blocks until all that is done; whose edits the store
   * has not taken within ten seconds is told without that, for he has them still, and who has not
   * taken that in two more is dropped.
   */
  @Override
  public void close() {
    try {
      stop().get(CLOSE_LIMIT.plus(FAREWELL_LIMIT).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      parts.observer().defect("closing the server", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    documents.sessions().forEach(ClientSession::abort);
    watchdog.stop();
    retention.stop();
    stopPlugins();
  }

  private void stopPlugins() {
    try {
      plugins.stop().get(PluginHost.stopLimit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      parts.observer().defect("closing the plugins", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The first half of {@link #close}: completes when the last connection is closed. */
  public CompletableFuture<Void> stop() {
    documents.stop();
    CompletableFuture<Void> left = new CompletableFuture<>();
    completeWhenAllLeft(left);
    parts.scheduler().after(CLOSE_LIMIT, () -> documents.sessions().forEach(Documents::goingDown));
    return left;
  }

  private void completeWhenAllLeft(CompletableFuture<Void> left) {
    if (documents.hasSessions()) {
      parts.scheduler().after(CLOSE_CHECK, () -> completeWhenAllLeft(left));
    } else {
      left.complete(null);
    }
  }
}
