package io.scriptorium.engine;

import io.scriptorium.engine.ChangeLog.AppendResult;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.protocol.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of an open document: gives edits their order and has them made durable. While a
 * batch is on its way to the disk the next is ordered on top of it, speculatively; nobody is shown
 * or told anything before it is durable. Belongs to the document's thread and never blocks it.
 *
 * <p>When an append fails nobody knows what became of it. Then all speculation is forgotten, the
 * edits wait, the log is read again, and what did not get into it is ordered afresh: {@link
 * Recovery}.
 */
final class Sequencer {
  /** How many batches may be on their way: enough to keep the disk busy, few enough to redo. */
  private static final int MAX_FLYING = 4;

  /** How long an edit waits whose pictures could not be looked for. */
  private static final Duration CHECK_AGAIN = Duration.ofSeconds(1);

  private final DocumentId document;
  private final ServerParts parts;
  private final Mailbox mailbox;
  private final Tail tail;
  private final Replicas replicas;
  private final Placement placement;
  private final Owner owner;
  private final Recovery recovery;
  private final Background background;
  private final SourceCheck sources;

  private Snapshot committed = Snapshot.initial();
  private Snapshot speculative = committed;

  /** The changes between committed and speculative. */
  private final List<Change> ahead = new ArrayList<>();

  private final List<Placed> gathered = new ArrayList<>();
  private final ArrayDeque<Batch> flying = new ArrayDeque<>();

  /** How many edits something else looks at before they are ordered. */
  private int offThread;

  /** What the sequencer tells its document. */
  interface Owner {
    /** The head has moved: there is something to send. */
    void durable();

    /** An edit of this client's is no longer on the way. */
    void settled(Replica replica);

    /** The store fails, told once until it recovers. */
    void storeFailing(Throwable cause);

    /** The store works again. */
    void storeRecovered();

    /** The document was deleted. */
    void gone();
  }

  private record Placed(AcceptedEdit edit, Change change) {}

  private record Batch(Revision before, List<Placed> placed, Snapshot after, Instant sent) {
    List<Change> changes() {
      return placed.stream().map(Placed::change).toList();
    }
  }

  Sequencer(
      DocumentId document,
      ServerParts parts,
      PluginHost plugins,
      Mailbox mailbox,
      Background background,
      Tail tail,
      Replicas replicas,
      Owner owner) {
    this.document = document;
    this.parts = parts;
    this.mailbox = mailbox;
    this.tail = tail;
    this.replicas = replicas;
    this.placement = new Placement(parts, plugins);
    this.owner = owner;
    this.background = background;
    this.sources = new SourceCheck(parts, document);
    this.recovery = new Recovery(parts, mailbox, this::reread);
  }

  /** Starts from what is stored. */
  void opened(ChangeLog.Stored stored) {
    committed = stored.snapshot();
    tail.startAt(committed.revision().number());
    takeIn(stored.tail());
  }

  /** The document as it is durable. */
  Snapshot committed() {
    return committed;
  }

  /** Whether nothing is on its way. */
  boolean idle() {
    return gathered.isEmpty() && flying.isEmpty() && !recovery.active() && offThread == 0;
  }

  /** Why nothing can be stored at the moment, if that is so. */
  Optional<Throwable> failure() {
    return recovery.failure();
  }

  /** Takes an edit whose id, role and base were found good. */
  void submit(AcceptedEdit edit) {
    edit.replica().accepted(edit.submission().id().seq());
    Brought brought = Brought.by(edit.submission().delta(), document);
    if (brought.isNothing()) {
      order(edit);
    } else {
      offThread++;
      check(edit, brought);
    }
  }

  /** Has what an edit brings in looked at, as often as it takes until the store can say. */
  private void check(AcceptedEdit edit, Brought brought) {
    Snapshot now = committed;
    background.call(
        "look for an edit's pictures",
        () -> sources.problem(brought, now),
        problem -> {
          offThread--;
          checked(edit, problem);
        },
        failure -> parts.scheduler().after(CHECK_AGAIN, () -> hand(() -> check(edit, brought))));
  }

  private void checked(AcceptedEdit edit, Optional<String> problem) {
    if (problem.isPresent() && edit.replica().awaits(edit.submission().id().seq())) {
      carryOut(edit, new Verdict.Rejected(CloseReason.INVALID_EDIT.errorCode(), problem.get()));
    } else {
      order(edit);
    }
  }

  /** Orders an accepted edit, or has it wait while the log is to be read again. */
  private void order(AcceptedEdit edit) {
    long seq = edit.submission().id().seq();
    if (!edit.replica().awaits(seq)) {
      // It was found in the log meanwhile.
      edit.replica().committedAs(seq).ifPresent(edit.submitter()::committed);
      return;
    }
    if (recovery.active()) {
      recovery.hold(edit);
      return;
    }
    Optional<List<Tail.Entry>> durable =
        tail.after(edit.submission().base().number(), Integer.MAX_VALUE);
    durable.ifPresentOrElse(
        entries -> carryOut(edit, placement.place(edit, later(entries), speculative)),
        () -> rebaseOffThread(edit));
  }

  /** A base is never speculative, so all that is ahead comes after it. */
  private List<Change> later(List<Tail.Entry> durable) {
    List<Change> later = new ArrayList<>(durable.size() + ahead.size());
    durable.forEach(entry -> later.add(entry.change()));
    later.addAll(ahead);
    return later;
  }

  private void carryOut(AcceptedEdit edit, Verdict verdict) {
    switch (verdict) {
      case Verdict.Ordered(Change change, Snapshot after) -> {
        ahead.add(change);
        speculative = after;
        gathered.add(new Placed(edit, change));
      }
      case Verdict.Rejected(String code, String message) -> {
        edit.replica().rejected(edit.submission().id().seq());
        edit.submitter().reject(edit.submission().id().seq(), code, message);
        drop(edit);
      }
      case Verdict.Refused refused -> {
        edit.submitter().fail(refused.reason(), refused.message());
        drop(edit);
      }
    }
  }

  private void drop(AcceptedEdit edit) {
    edit.replica().dropped();
    owner.settled(edit.replica());
  }

  /** Memory does not reach back to its base: rebased over the log, it comes here again. */
  private void rebaseOffThread(AcceptedEdit edit) {
    offThread++;
    Revision through = new Revision(tail.start());
    background.call(
        "read old changes",
        () -> History.rebase(parts.log(), edit, through),
        rebased -> {
          offThread--;
          order(rebased);
        },
        failure -> {
          offThread--;
          cannotRebase(edit, failure);
        });
  }

  private void cannotRebase(AcceptedEdit edit, Throwable failure) {
    if (failure instanceof IllegalArgumentException) {
      carryOut(
          edit,
          new Verdict.Refused(
              CloseReason.INVALID_EDIT,
              "edit " + edit.submission().id() + " does not fit: " + failure.getMessage()));
      return;
    }
    if (!recovery.active()) {
      recover(Optional.of(failure));
      recovery.landed(flying.isEmpty());
    }
    order(edit);
  }

  /** Hands what was gathered in this turn to the log. */
  void flush() {
    if (gathered.isEmpty() || flying.size() >= MAX_FLYING || recovery.active()) {
      return;
    }
    Revision before = new Revision(speculative.revision().number() - gathered.size());
    Batch batch = new Batch(before, List.copyOf(gathered), speculative, parts.clock().instant());
    gathered.clear();
    flying.add(batch);
    append(batch.before(), batch.changes())
        .whenComplete((result, failure) -> hand(() -> appended(batch, result, failure)));
  }

  /** A log that throws instead of completing has an unknown outcome, too. */
  private CompletionStage<AppendResult> append(Revision expected, List<Change> changes) {
    try {
      return parts.log().append(document, expected, changes);
    } catch (StoreException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  /** To the document's thread; if the document was dropped meanwhile there is nobody to tell. */
  private void hand(Runnable task) {
    var _ = mailbox.offer(task);
  }

  private void appended(Batch batch, @Nullable AppendResult result, @Nullable Throwable failure) {
    if (!recovery.active()) {
      switch (result) {
        case null -> recover(Optional.of(unwrapped(failure)));
        case AppendResult.Appended() -> durable(batch);
        case AppendResult.Conflict(Revision head) -> recover(Optional.empty());
        case AppendResult.NoSuchDocument() -> owner.gone();
      }
    }
    flying.remove(batch);
    if (recovery.active()) {
      recovery.landed(flying.isEmpty());
    }
  }

  private static Throwable unwrapped(@Nullable Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return failure.getCause();
    }
    return failure == null
        ? new IllegalStateException("an append completed with neither a result nor a failure")
        : failure;
  }

  private void durable(Batch batch) {
    Instant now = parts.clock().instant();
    parts.observer().committed(batch.placed().size(), Duration.between(batch.sent(), now));
    committed = batch.after();
    ahead.subList(0, batch.placed().size()).clear();
    List<Tail.Entry> entries = new ArrayList<>();
    for (Placed placed : batch.placed()) {
      entries.add(new Tail.Entry(placed.change(), Optional.of(placed.edit().received()), now));
    }
    tail.add(entries);
    batch.changes().forEach(this::settle);
    batch
        .placed()
        .forEach(placed -> placed.edit().submitter().committed(placed.change().revision()));
    storeWorks();
    owner.durable();
  }

  private void settle(Change change) {
    replicas
        .find(change.id().client())
        .ifPresent(replica -> {
          replica.committed(change);
          owner.settled(replica);
        });
  }

  /** Forgets all speculation and has its edits wait, in their order, until the log was read. */
  private void recover(Optional<Throwable> cause) {
    List<AcceptedEdit> edits = new ArrayList<>();
    flying.forEach(batch -> batch.placed().forEach(placed -> edits.add(placed.edit())));
    gathered.forEach(placed -> edits.add(placed.edit()));
    gathered.clear();
    ahead.clear();
    speculative = committed;
    cause.ifPresent(this::tellIfNew);
    recovery.begin(edits, cause);
  }

  private void tellIfNew(Throwable cause) {
    if (recovery.failure().isEmpty()) {
      owner.storeFailing(cause);
    }
  }

  /** What may have been appended is on its own way still, or all of it has landed: read. */
  private void reread() {
    Revision head = committed.revision();
    background.call(
        "read what was appended",
        () -> History.after(parts.log(), document, head),
        this::resume,
        cause -> {
          tellIfNew(cause);
          recovery.failedAgain(cause);
        });
  }

  /** Takes in what the log has, then orders afresh what it does not have. */
  private void resume(List<Change> changes) {
    long foreign = changes.stream().filter(change -> !recovery.holds(change.id())).count();
    takeIn(changes);
    if (foreign > 0) {
      parts.observer().foreignChanges(document, committed.revision().number());
    }
    List<AcceptedEdit> edits = recovery.end();
    edits.forEach(this::order);
    if (gathered.isEmpty() && !recovery.active()) {
      storeWorks();
    }
    owner.durable();
  }

  private void storeWorks() {
    if (recovery.succeeded()) {
      owner.storeRecovered();
    }
  }

  private void takeIn(List<Change> changes) {
    Instant now = parts.clock().instant();
    List<Tail.Entry> entries = new ArrayList<>();
    for (Change change : changes) {
      committed = new Snapshot(change.revision(), committed.content().apply(change.delta()));
      entries.add(new Tail.Entry(change, Optional.empty(), now));
    }
    speculative = committed;
    tail.add(entries);
    changes.forEach(this::settle);
  }
}
