package io.scriptorium.engine;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.ServerMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A document in memory, from its first join until nobody has needed it for a while. All that
 * happens in it is a task in its {@link Mailbox}: every method but {@link #handle}, {@link #open},
 * {@link #id} and {@link #snapshot} belongs to that, the document's own thread.
 */
final class OpenDocument {
  private final DocumentId id;
  private final ServerParts parts;
  private final Documents documents;
  private final Mailbox mailbox;
  private final Background background;
  private final Tail tail;
  private final Replicas replicas = new Replicas();
  private final Sequencer sequencer;
  private final Intake intake;
  private final Admission admission;
  private final AccessCheck accessCheck;
  private final PluginEdits pluginEdits;
  private final SnapshotKeeper snapshots;
  private final AtomicBoolean opening = new AtomicBoolean();
  private final Seats seats;

  private String title = "";
  private boolean stopping;

  /** What a session is told when there is no document for it; nothing once it is set goes on. */
  private @Nullable Consumer<Submitter> refusal;

  /** How many have come in; an unload is called off when another has. */
  private long visits;

  private long unloadPlannedAt = -1;

  /** Up to which revision plugins were told. */
  private Revision told = Revision.ZERO;

  private volatile @Nullable Snapshot published;

  OpenDocument(DocumentId id, ServerParts parts, Documents documents) {
    this.id = id;
    this.parts = parts;
    this.documents = documents;
    this.mailbox = new Mailbox(parts.sequencing(), new Turns());
    this.background = new Background(id, parts, mailbox);
    this.tail = new Tail(parts.limits());
    this.seats = new Seats(documents.plugins());
    this.sequencer =
        new Sequencer(
            id, parts, documents.plugins(), mailbox, background, tail, replicas, new Ownership());
    this.intake = new Intake(id, parts, sequencer, background);
    this.pluginEdits = new PluginEdits(parts, replicas, sequencer);
    this.accessCheck = new AccessCheck(this, parts);
    this.admission = new Admission(this, parts, replicas, sequencer, tail, background);
    this.snapshots = new SnapshotKeeper(id, parts, background);
  }

  DocumentId id() {
    return id;
  }

  /** Has the document's thread do something; false if it has left memory. */
  boolean handle(Runnable event) {
    return mailbox.offer(event);
  }

  /** The newest durable content; empty while it is being opened and when it is no more. */
  Optional<Snapshot> snapshot() {
    return Optional.ofNullable(published);
  }

  /** Starts reading it, once; what happens meanwhile waits in the mailbox. */
  void open() {
    if (opening.compareAndSet(false, true)) {
      parts.io().execute(() -> mailbox.start(read()));
    }
  }

  private Runnable read() {
    try {
      Optional<Catalogue.Entry> entry = parts.catalogue().find(id);
      Optional<ChangeLog.Stored> stored = parts.log().open(id);
      if (entry.isEmpty() || stored.isEmpty()) {
        return this::gone;
      }
      return () -> opened(entry.get(), stored.get());
    } catch (StoreException failure) {
      parts.observer().storeCallFailed(id, "open", failure);
      return () -> refuseAll(unavailable(failure));
    } catch (RuntimeException | Error defect) {
      return () -> broken(defect);
    }
  }

  private void opened(Catalogue.Entry entry, ChangeLog.Stored stored) {
    title = entry.title();
    sequencer.opened(stored);
    snapshots.opened(stored.snapshot());
    published = sequencer.committed();
    told = sequencer.committed().revision();
    documents.plugins().opened(id, sequencer.committed());
    parts.observer().documentOpened(id);
  }

  /** Lets a session in; see {@link Admission}. */
  void enter(Joining joining) {
    if (refusal != null) {
      refusal.accept(joining.session());
    } else if (documents.stopping()) {
      Documents.goingDown(joining.session());
    } else {
      visits++;
      admission.enter(joining);
    }
  }

  /** Whether what a session may do may be another thing now than when it was let in. */
  boolean outdated(Joining joining) {
    return documents.roleChangedSince(joining.roleChanges());
  }

  /** Has its access checked afresh; then it enters once more. */
  void admitAgain(Joining joining) {
    documents.admit(joining.session(), joining.client(), joining.join());
  }

  /** A plugin submits an edit. */
  void submit(PluginEdit edit) {
    if (refusal != null) {
      refusal.accept(edit);
    } else if (stopping || documents.stopping()) {
      edit.fail(CloseReason.GOING_DOWN, "");
    } else {
      visits++;
      pluginEdits.take(edit);
    }
  }

  /** A session has been told that it has its place. */
  void seated(ClientSession session) {
    sequencer.failure().ifPresent(cause -> session.post(notice(cause)));
  }

  Seats seats() {
    return seats;
  }

  String title() {
    return title;
  }

  List<ServerMessage.PluginInfo> plugins() {
    return documents.plugins().in(id).stream()
        .map(plugin -> new ServerMessage.PluginInfo(plugin.name(), plugin.module()))
        .toList();
  }

  /** Newest changes after a revision, if memory reaches back that far. From any thread. */
  Optional<List<Change>> changes(Revision after, int limit) {
    return snapshot()
        .flatMap(open -> tail.after(after.number(), limit))
        .map(entries -> entries.stream().map(Tail.Entry::change).toList());
  }

  /** A session has ended, or was never let in. */
  void leave(ClientSession session) {
    seats.leave(session);
    session
        .client()
        .flatMap(replicas::find)
        .ifPresent(replica -> {
          replica.left(session);
          replicas.forget(replica);
        });
  }

  /** An edit has come. */
  void edit(ClientSession session, ClientMessage.Edit edit, Instant received) {
    if (refusal == null && !stopping && !session.ended()) {
      session.seat().ifPresent(seat -> intake.take(session, seat, edit, received));
    }
  }

  /** It has another title. */
  void renamed(String newTitle) {
    if (!title.equals(newTitle)) {
      title = newTitle;
      seats.tellTitle(title);
    }
  }

  /** It was deleted, or never was. */
  void gone() {
    refuseAll(submitter -> submitter.fail(CloseReason.NOT_FOUND, missing(id)));
  }

  /** What somebody is told for whom there is no such document, whatever the reason. */
  static String missing(DocumentId id) {
    return "there is no document \"" + id + "\"";
  }

  /** Asks afresh what everybody here may do. */
  void checkAccess() {
    accessCheck.run();
  }

  /** Finishes what was accepted, then sends everybody away; see {@link Turns#ended}. */
  void stop() {
    stopping = true;
    replicas.all().stream()
        .flatMap(replica -> replica.joining().stream())
        .forEach(joining -> Documents.goingDown(joining.session()));
  }

  private void refuseAll(Consumer<Submitter> answer) {
    if (refusal != null) {
      return;
    }
    refusal = answer;
    if (published != null) {
      published = null;
      parts.observer().documentClosed(id);
    }
    for (Replica replica : replicas.all()) {
      replica.joining().ifPresent(joining -> answer.accept(joining.session()));
    }
    seats.each(answer);
    pluginEdits.pending().forEach(answer);
  }

  /** A defect: memory may be wrong now, the log is not. Everybody resumes on a new instance. */
  private void broken(Throwable defect) {
    parts.observer().documentFailed(id, defect);
    refuseAll(Submitter::abort);
  }

  private static Consumer<Submitter> unavailable(Throwable failure) {
    return submitter -> submitter.fail(CloseReason.STORE_UNAVAILABLE, reason(failure));
  }

  private static ServerMessage notice(Throwable cause) {
    return new ServerMessage.Error(
        CloseReason.STORE_UNAVAILABLE.errorCode(),
        reason(cause) + " Your edits are kept and will be stored as soon as that is over.");
  }

  /** The store's own words; a defect's are for the log, not for users. */
  static String reason(Throwable failure) {
    return failure instanceof StoreException && failure.getMessage() != null
        ? failure.getMessage()
        : "The document cannot be read or stored at the moment.";
  }

  private boolean unused() {
    return seats.empty() && replicas.isEmpty();
  }

  private void planUnload() {
    unloadPlannedAt = visits;
    long planned = visits;
    parts
        .scheduler()
        .after(
            parts.limits().idleUnload(),
            () -> {
              var _ = handle(() -> unload(planned));
            });
  }

  private void unload(long planned) {
    if (visits != planned || !unused() || !sequencer.idle()) {
      unloadPlannedAt = -1;
      return;
    }
    snapshots.keep(sequencer.committed(), () -> closeIfUnused(planned));
  }

  private void closeIfUnused(long planned) {
    if (refusal == null && visits == planned && unused() && mailbox.closeIfEmpty()) {
      published = null;
      documents.closed(this);
      parts.observer().documentClosed(id);
    }
  }

  /** What happens around a turn of events. */
  private final class Turns implements Mailbox.Turn {
    @Override
    public void ended() {
      if (refusal != null) {
        if (mailbox.closeIfEmpty()) {
          documents.closed(OpenDocument.this);
        }
        return;
      }
      sequencer.flush();
      if (stopping && sequencer.idle()) {
        long head = tail.head();
        seats.each(session -> session.finish(head, CloseReason.GOING_DOWN, ""));
      }
      if (unused() && unloadPlannedAt != visits) {
        planUnload();
      }
    }

    @Override
    public void failed(Throwable defect) {
      broken(defect);
    }
  }

  /** What the sequencer tells. */
  private final class Ownership implements Sequencer.Owner {
    @Override
    public void durable() {
      Snapshot committed = sequencer.committed();
      published = refusal == null ? committed : null;
      if (committed.revision().isAfter(told)) {
        documents.plugins().moved(id, told, committed.revision());
        told = committed.revision();
      }
      admission.forgetOldFrames();
      seats.wake();
      snapshots.moved(committed);
    }

    @Override
    public void settled(Replica replica) {
      admission.proceed(replica);
      replicas.forget(replica);
      if (replica.hasQueued()) {
        // As an event of its own: this one is in the middle of a commit.
        var _ = handle(replica::takeQueued);
      }
    }

    @Override
    public void storeFailing(Throwable cause) {
      parts.observer().storeFailed(id, cause);
      documents.failing(id, true);
      seats.each(session -> session.post(notice(cause)));
    }

    @Override
    public void storeRecovered() {
      parts.observer().storeRecovered(id);
      documents.failing(id, false);
      seats.tellTitle(title);
    }

    @Override
    public void gone() {
      OpenDocument.this.gone();
    }
  }
}
