package io.scriptorium.plugin.testkit;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.MisfitException;
import io.scriptorium.delta.Priority;
import io.scriptorium.delta.RichText;
import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import io.scriptorium.plugin.SubmissionId;
import io.scriptorium.plugin.SubmitResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A document of a {@link TestServer}, with its log of changes and the people who are in it. */
public final class TestDocument {
  private final TestServer<?> server;
  private final DocumentId id;
  private final Instant created;
  private final List<Change> changes = new ArrayList<>();
  private final List<Snapshot> snapshots = new ArrayList<>(List.of(Snapshot.initial()));
  private final List<TestSession> sessions = new CopyOnWriteArrayList<>();
  private String title;
  private Instant changed;
  private long touched;
  private volatile Presence presence = Presence.THERE;
  private volatile Optional<Set<String>> readers = Optional.empty();
  private volatile Role readersRole = Role.EDITOR;

  private enum Presence {
    THERE,
    DELETED,
    PURGED
  }

  TestDocument(TestServer<?> server, DocumentId id, String title) {
    this.server = server;
    this.id = id;
    this.title = title;
    this.created = server.clock().instant();
    this.changed = created;
    this.touched = server.nextNumber();
  }

  /** Names it. */
  public DocumentId id() {
    return id;
  }

  /** Its facts, as a plugin would be given them. */
  public synchronized DocumentInfo info() {
    return new DocumentInfo(id, title, revision(), created, changed);
  }

  /** How many changes it has had. */
  public synchronized Revision revision() {
    return newest().revision();
  }

  /** As it is now. */
  public RichText content() {
    return newest().content();
  }

  /** Its text, the last newline included. */
  public String text() {
    return content().text();
  }

  /** All its changes, in order. */
  public synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Who is in it. */
  public List<TestSession> sessions() {
    return List.copyOf(sessions);
  }

  /** A guest who may write opens the document. */
  public TestSession join(String name) {
    return join(name, Role.EDITOR);
  }

  /** A guest opens the document; his replica and his account are named after him. */
  public TestSession join(String name, Role role) {
    var client = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return join(new ClientId(client), new Author(client, name), role);
  }

  /** Somebody opens the document, in a replica that may have been here before. */
  public TestSession join(ClientId client, Author author, Role role) {
    requireThere("join");
    var session = new TestSession(this, server.nextSessionId(), client, author, role);
    sessions.add(session);
    server.joined(session);
    return session;
  }

  /** Gives it another title. */
  public void rename(String newTitle) {
    requireThere("rename");
    retitle(newTitle);
    server.documentChanged(this);
  }

  /** Deletes it: everybody in it is thrown out. */
  public void delete() {
    requireThere("delete");
    presence = Presence.DELETED;
    List.copyOf(sessions).forEach(TestSession::leave);
    server.documentChanged(this);
  }

  /** Undoes {@link #delete}. */
  public void bringBack() {
    if (presence != Presence.DELETED) {
      throw new IllegalStateException(
          "only a deleted document can be brought back, \"" + id + "\" is " + presence);
    }
    presence = Presence.THERE;
    touch();
    server.documentChanged(this);
  }

  /** Days have passed since {@link #delete}: it is gone for good, and its storage with it. */
  public void purge() {
    if (presence != Presence.DELETED) {
      throw new IllegalStateException(
          "only a deleted document can be purged, \"" + id + "\" is " + presence);
    }
    presence = Presence.PURGED;
    server.purged(this);
  }

  /** From now on only these may read it, by {@link Author#id}; at first everybody may. */
  public void restrictTo(String... accounts) {
    readers = Optional.of(Set.of(accounts));
  }

  /**
   * From now on those who may read it are in this role over HTTP, as {@link
   * io.scriptorium.plugin.Documents#role} says; at first they may edit.
   */
  public void letReaders(Role role) {
    readersRole = role;
  }

  /** What somebody may do in it over HTTP. */
  synchronized Optional<Role> role(Asker asker) {
    return readers.map(allowed -> asker.account().map(allowed::contains).orElse(false)).orElse(true)
        ? Optional.of(readersRole)
        : Optional.empty();
  }

  /** As whom somebody writes in it: by the name of a session of theirs, or else by their id. */
  Optional<Author> author(Asker asker) {
    return asker
        .account()
        .filter(account -> role(asker).isPresent())
        .map(account ->
            sessions.stream()
                .map(session -> session.view().author())
                .filter(author -> author.id().equals(account))
                .findFirst()
                .orElseGet(() -> new Author(account, account)));
  }

  synchronized boolean isThere() {
    return presence == Presence.THERE;
  }

  /** Whether it is deleted and not purged. */
  boolean canComeBack() {
    return presence == Presence.DELETED;
  }

  /** Rises with each edit, renaming and return: of two documents, who was changed later. */
  synchronized long touched() {
    return touched;
  }

  synchronized Snapshot newest() {
    return snapshots.getLast();
  }

  synchronized Optional<Snapshot> at(Revision revision) {
    return revision.isAfter(revision())
        ? Optional.empty()
        : Optional.of(snapshots.get((int) revision.number()));
  }

  synchronized List<Change> changesAfter(Revision after, int limit) {
    int from = (int) Math.min(after.number(), changes.size());
    return List.copyOf(changes.subList(from, (int) Math.min(changes.size(), (long) from + limit)));
  }

  void left(TestSession session) {
    sessions.remove(session);
    server.left(session.view());
  }

  TestServer<?> server() {
    return server;
  }

  /** Somebody's edit: rebased, reviewed by the plugin, committed. */
  SubmitResult submit(SessionView session, long seq, Revision base, Delta delta) {
    if (!session.role().mayEdit()) {
      return new SubmitResult.Refused("forbidden", session.author().name() + " may only read");
    }
    var submission =
        new Submission(
            id,
            new SubmissionId(session.client(), seq),
            session.id(),
            session.author(),
            base,
            delta);
    return place(submission, true);
  }

  /** The plugin's own edit, which only others' plugins would review. */
  SubmitResult submitByPlugin(Author author, long seq, Revision base, Delta delta) {
    var client = new ClientId("plugin-" + author.id());
    var session = new SessionId("plugin-" + author.id());
    return place(
        new Submission(id, new SubmissionId(client, seq), session, author, base, delta), false);
  }

  private synchronized SubmitResult place(Submission submission, boolean reviewed) {
    if (!isThere()) {
      return new SubmitResult.Refused("not_found", "there is no document \"" + id + "\"");
    }
    if (submission.base().isAfter(revision())) {
      return new SubmitResult.Refused(
          "unknown_revision",
          "the document is at revision %s, the edit is on %s"
              .formatted(revision(), submission.base()));
    }
    var rebased = submission.delta();
    for (var later : changesAfter(submission.base(), changes.size())) {
      rebased = later.delta().transform(rebased, Priority.SECOND);
    }
    RichText after;
    try {
      after = content().apply(rebased);
    } catch (MisfitException misfit) {
      return new SubmitResult.Refused("invalid_edit", String.valueOf(misfit.getMessage()));
    }
    var placed = rebased(submission, rebased);
    var decision = reviewed ? server.review(placed, newest()) : Decision.accept();
    return switch (decision) {
      case Decision.Reject(String reason) -> new SubmitResult.Refused("plugin", reason);
      case Decision.Accept() -> commit(placed, after);
    };
  }

  private Submission rebased(Submission edit, Delta delta) {
    return new Submission(id, edit.id(), edit.session(), edit.author(), revision(), delta);
  }

  private SubmitResult commit(Submission placed, RichText after) {
    var revision = revision().next();
    touch();
    changes.add(
        new Change(
            revision, placed.id(), placed.session(), placed.author(), changed, placed.delta()));
    snapshots.add(new Snapshot(revision, after));
    server.committed(this, changes.getLast());
    return new SubmitResult.Committed(revision);
  }

  private synchronized void retitle(String newTitle) {
    title = newTitle;
    touch();
  }

  private synchronized void touch() {
    changed = server.clock().instant();
    touched = server.nextNumber();
  }

  private void requireThere(String action) {
    if (!isThere()) {
      throw new IllegalStateException(
          "cannot %s: document \"%s\" is %s".formatted(action, id, presence));
    }
  }

  @Override
  public String toString() {
    return "%s \"%s\" at revision %s".formatted(id, title, revision());
  }
}
