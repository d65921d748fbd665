package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The documents that an asker may read; without an asker, all. */
final class ReadableDocuments implements Documents {
  private static final int MAX_PAGE = 200;
  private static final int MAX_CHANGES = 10_000;

  private final HostServices services;
  private final Optional<Asker> asker;
  private final Runnable check;

  /**
   * @param check throws once the instance has ended
   */
  ReadableDocuments(HostServices services, Optional<Asker> asker, Runnable check) {
    this.services = services;
    this.asker = asker;
    this.check = check;
  }

  private boolean isReadable(DocumentId document) {
    check.run();
    return asker.isEmpty() || services.platform().role(asker.get(), document).isPresent();
  }

  private static void bound(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new IllegalArgumentException("a limit is 1 to " + most + ", got " + limit);
    }
  }

  @Override
  public Optional<DocumentInfo> find(DocumentId document) {
    return isReadable(document) ? services.platform().find(document) : Optional.empty();
  }

  @Override
  public List<DocumentInfo> findAll(List<DocumentId> documents) {
    check.run();
    List<DocumentId> readable = documents.stream().filter(this::isReadable).toList();
    return readable.isEmpty() ? List.of() : services.platform().findAll(readable);
  }

  @Override
  public Page list(Optional<String> cursor, int limit) {
    check.run();
    bound(limit, MAX_PAGE);
    List<DocumentInfo> readable = new ArrayList<>();
    Optional<String> from = cursor;
    while (true) {
      Page page = services.platform().list(from, limit - readable.size());
      page.documents().stream()
          .filter(document -> isReadable(document.id()))
          .forEach(readable::add);
      if (readable.size() == limit || page.next().isEmpty()) {
        return new Page(readable, page.next());
      }
      from = page.next();
    }
  }

  @Override
  public Optional<Snapshot> newest(DocumentId document) {
    return isReadable(document) ? services.platform().newest(document) : Optional.empty();
  }

  @Override
  public Optional<Snapshot> at(DocumentId document, Revision revision) {
    return isReadable(document) ? services.platform().at(document, revision) : Optional.empty();
  }

  @Override
  public List<Change> changes(DocumentId document, Revision after, int limit) {
    bound(limit, MAX_CHANGES);
    return isReadable(document) ? services.platform().changes(document, after, limit) : List.of();
  }

  @Override
  public Optional<Role> role(DocumentId document) {
    check.run();
    return asker
        .map(who -> services.platform().role(who, document))
        .orElse(Optional.of(Role.OWNER))
        .filter(role -> services.platform().find(document).isPresent());
  }

  @Override
  public Optional<Author> author(DocumentId document) {
    check.run();
    return asker.flatMap(who -> services.platform().author(who, document));
  }

  @Override
  public List<SessionView> sessions(DocumentId document) {
    return isReadable(document) ? services.attendance().in(document) : List.of();
  }
}
