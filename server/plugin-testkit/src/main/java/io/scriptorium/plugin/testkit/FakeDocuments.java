package io.scriptorium.plugin.testkit;

import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The documents of a test server that somebody may read. */
final class FakeDocuments implements Documents {
  private static final int MAX_PAGE = 200;
  private static final int MAX_CHANGES = 10_000;

  private final TestServer<?> server;
  private final Function<TestDocument, Optional<Role>> roles;
  private final Function<TestDocument, Optional<Author>> author;
  private final Runnable requireRunning;

  FakeDocuments(
      TestServer<?> server,
      Function<TestDocument, Optional<Role>> roles,
      Function<TestDocument, Optional<Author>> author,
      Runnable requireRunning) {
    this.server = server;
    this.roles = roles;
    this.author = author;
    this.requireRunning = requireRunning;
  }

  private Optional<TestDocument> readable(DocumentId document) {
    requireRunning.run();
    return server.find(document).filter(TestDocument::isThere).filter(this::isReadable);
  }

  private boolean isReadable(TestDocument document) {
    return roles.apply(document).isPresent();
  }

  @Override
  public Optional<Role> role(DocumentId document) {
    return readable(document).flatMap(roles);
  }

  @Override
  public Optional<DocumentInfo> find(DocumentId document) {
    return readable(document).map(TestDocument::info);
  }

  /** A cursor is the number of the last change to the last document of the page before. */
  @Override
  public Page list(Optional<String> cursor, int limit) {
    requireRunning.run();
    requireLimit("a page of documents", limit, MAX_PAGE);
    long before = cursor.map(FakeDocuments::parse).orElse(Long.MAX_VALUE);
    var rest =
        server.documents().stream()
            .filter(TestDocument::isThere)
            .filter(this::isReadable)
            .filter(document -> document.touched() < before)
            .sorted(Comparator.comparingLong(TestDocument::touched).reversed())
            .toList();
    var page = rest.subList(0, Math.min(limit, rest.size()));
    return new Page(
        page.stream().map(TestDocument::info).toList(),
        rest.size() > limit
            ? Optional.of(Long.toString(page.getLast().touched()))
            : Optional.empty());
  }

  private static long parse(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("no page ended in the cursor \"" + cursor + "\"");
    }
  }

  @Override
  public Optional<Snapshot> newest(DocumentId document) {
    return readable(document).map(TestDocument::newest);
  }

  @Override
  public Optional<Snapshot> at(DocumentId document, Revision revision) {
    return readable(document).flatMap(found -> found.at(revision));
  }

  @Override
  public List<Change> changes(DocumentId document, Revision after, int limit) {
    requireLimit("a list of changes", limit, MAX_CHANGES);
    return readable(document).map(found -> found.changesAfter(after, limit)).orElse(List.of());
  }

  @Override
  public Optional<Author> author(DocumentId document) {
    return readable(document).flatMap(author);
  }

  @Override
  public List<SessionView> sessions(DocumentId document) {
    return readable(document).stream()
        .flatMap(found -> found.sessions().stream())
        .map(TestSession::view)
        .toList();
  }

  private static void requireLimit(String what, int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new IllegalArgumentException(
          "%s has a limit from 1 to %d, got %d".formatted(what, most, limit));
    }
  }
}
