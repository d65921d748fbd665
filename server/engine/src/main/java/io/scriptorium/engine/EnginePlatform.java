package io.scriptorium.engine;

import io.scriptorium.engine.AccessPolicy.Access;
import io.scriptorium.engine.plugin.Platform;
import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmitResult;
import io.scriptorium.protocol.ServerMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The engine, as the plugin host sees it. */
final class EnginePlatform implements Platform {
  /** Whom an asker without an account is to the access policy. */
  private static final String NOBODY = "anonymous";

  private final DocumentServer server;
  private final ServerParts parts;

  EnginePlatform(DocumentServer server, ServerParts parts) {
    this.server = server;
    this.parts = parts;
  }

  @Override
  public Optional<DocumentInfo> find(DocumentId document) {
    return reading(() -> parts.catalogue().find(document).map(EnginePlatform::info));
  }

  @Override
  public List<DocumentInfo> findAll(List<DocumentId> documents) {
    return reading(
        () -> parts.catalogue().findAll(documents).stream().map(EnginePlatform::info).toList());
  }

  private static DocumentInfo info(Catalogue.Entry entry) {
    return new DocumentInfo(
        entry.id(), entry.title(), entry.revision(), entry.created(), entry.changed());
  }

  @Override
  public io.scriptorium.plugin.Documents.Page list(Optional<String> cursor, int limit) {
    Catalogue.Page page = reading(() -> parts.catalogue().list(limit, cursor));
    return new io.scriptorium.plugin.Documents.Page(
        page.entries().stream().map(EnginePlatform::info).toList(), page.next());
  }

  @Override
  public Optional<Snapshot> newest(DocumentId document) {
    return reading(() -> server.at(document, Optional.empty()));
  }

  @Override
  public Optional<Snapshot> at(DocumentId document, Revision revision) {
    Optional<Snapshot> newest = open(document).flatMap(OpenDocument::snapshot);
    if (newest.isPresent() && newest.get().revision().equals(revision)) {
      return newest;
    }
    return reading(() ->
        parts.catalogue().find(document).flatMap(there -> parts.log().at(document, revision)));
  }

  @Override
  public List<Change> changes(DocumentId document, Revision after, int limit) {
    Optional<List<Change>> inMemory = open(document).flatMap(there -> there.changes(after, limit));
    return inMemory.orElseGet(
        () -> reading(() -> parts.log().read(document, after, after.plus(limit))));
  }

  private Optional<OpenDocument> open(DocumentId document) {
    return server.documents().find(document);
  }

  @Override
  public Optional<Role> role(Asker asker, DocumentId document) {
    return granted(asker, document).map(Access.Granted::role);
  }

  @Override
  public Optional<Author> author(Asker asker, DocumentId document) {
    return asker.account().isEmpty()
        ? Optional.empty()
        : granted(asker, document).map(Access.Granted::author);
  }

  private Optional<Access.Granted> granted(Asker asker, DocumentId document) {
    var credentials =
        new AccessPolicy.Credentials(
            asker.account(), Optional.empty(), asker.account().orElse(NOBODY), Optional.empty());
    return reading(() ->
        parts.access().check(document, credentials) instanceof Access.Granted granted
            ? Optional.of(granted)
            : Optional.empty());
  }

  @Override
  public void refuse(SessionView session, String why) {
    // On the wire: for whoever may not say this to it, there is no such plugin.
    var refusal = new ServerMessage.Error("unknown_plugin", why);
    server
        .documents()
        .ifOpen(session.document(), open -> open.seats().refuse(session.id(), refusal));
  }

  private static <T> T reading(Supplier<T> call) {
    try {
      return call.get();
    } catch (StoreException failure) {
      throw new PluginException(String.valueOf(failure.getMessage()), failure);
    }
  }

  @Override
  public void send(
      String plugin, Optional<DocumentId> document, Optional<SessionId> session, String body) {
    String frame = parts.encoder().encode(new ServerMessage.Plugin(plugin, body, Optional.empty()));
    if (document.isPresent()) {
      server.documents().ifOpen(document.get(), open -> open.seats().tell(plugin, session, frame));
    } else {
      server.documents().forEachOpen(open -> open.seats().tell(plugin, session, frame));
    }
  }

  @Override
  public CompletionStage<SubmitResult> submit(Participation participation) {
    PluginEdit edit = new PluginEdit(participation);
    server.documents().submit(participation.document(), edit);
    return edit.result();
  }

  @Override
  public void after(Duration delay, Runnable task) {
    parts.scheduler().after(delay, task);
  }

  @Override
  public InstantSource clock() {
    return parts.clock();
  }

  @Override
  public String freshId() {
    return server.freshId();
  }
}
