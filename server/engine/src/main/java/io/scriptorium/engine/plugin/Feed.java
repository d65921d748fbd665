package io.scriptorium.engine.plugin;

import io.scriptorium.engine.plugin.Backlog.Stretch;
import io.scriptorium.engine.plugin.Checkpoints.Known;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Delivery;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells an instance of documents and their changes. There is no queue of changes: it knows where
 * the plugin stands and reads on from there, from the open document's memory or the log. {@link
 * #step} and {@link #close} belong to the lane, the rest to any thread.
 */
final class Feed {
  /** How many changes of one document are told before it is another's turn. */
  private static final int CHANGES_PER_TURN = 64;

  private static final Set<Hook> ABOUT_DOCUMENTS =
      Set.of(Hook.ON_DOCUMENT_CREATED, Hook.ON_DOCUMENT_RENAMED, Hook.ON_DOCUMENT_DELETED);

  private final PluginRun run;
  private final Plugin plugin;
  private final HookGuard guard;
  private final HostServices services;
  private final boolean wantsChanges;
  private final boolean live;
  private final @Nullable Ledger ledger;
  private final @Nullable Comparison comparison;
  private final Backlog backlog = new Backlog();
  private boolean comparedLast;
  private volatile boolean paused;
  private volatile boolean savingPlanned;

  /** What is being told at the moment: should the plugin never return from it, it has seen it. */
  private volatile @Nullable Known telling;

  Feed(PluginRun run, Plugin plugin, Set<Hook> wanted, Delivery delivery, HostServices services) {
    this.run = run;
    this.plugin = plugin;
    this.guard = run.guard();
    this.services = services;
    this.wantsChanges = wanted.contains(Hook.ON_CHANGE);
    this.live = delivery == Delivery.LIVE;
    boolean keeps = (wantsChanges && !live) || wanted.stream().anyMatch(ABOUT_DOCUMENTS::contains);
    this.ledger =
        keeps ? new Ledger(run.store().checkpoints(), services.platform().clock().instant()) : null;
    this.comparison =
        ledger == null ? null : new Comparison(services.platform(), ledger, backlog::add);
  }

  /** Changes of a document have become durable. */
  void moved(DocumentId document, Revision before, Revision head) {
    if (wantsChanges && !isOff(document)) {
      backlog.add(new Stretch(document, before.number(), head.number(), false));
      run.wake();
    }
  }

  /** A document may be new, renamed, deleted, back, or switched on again. */
  void look(DocumentId document) {
    if (ledger != null && !isOff(document)) {
      backlog.add(new Stretch(document, Long.MAX_VALUE, 0, true));
      run.wake();
    }
  }

  private boolean isOff(DocumentId document) {
    return services.switches().isOff(document, run.name());
  }

  /** A document is gone for good. */
  void forget(DocumentId document) {
    backlog.forget(document);
    if (ledger != null) {
      ledger.forget(document);
    }
  }

  /** Does a little; false if there is nothing to do. */
  boolean step() {
    if (paused || !run.alive()) {
      return false;
    }
    try {
      saveIfDue();
      return advance();
    } catch (PluginException failure) {
      pause();
      services.observer().pluginDelayed(run.name(), failure);
      return false;
    }
  }

  /** The list is compared in turn with what happens now: neither waits for the other's end. */
  private boolean advance() {
    if (comparison != null && !comparison.done() && (!comparedLast || backlog.isEmpty())) {
      comparedLast = true;
      comparison.step();
      return true;
    }
    Optional<Stretch> next = backlog.next();
    next.ifPresent(this::tellOrPutBack);
    boolean more = next.isPresent() || comparedLast;
    comparedLast = false;
    return more;
  }

  private void pause() {
    paused = true;
    services
        .platform()
        .after(
            Ledger.PAUSE,
            () -> {
              paused = false;
              run.wake();
            });
  }

  private void saveIfDue() {
    if (ledger != null) {
      ledger.saveIfDue(services.platform().clock().instant());
    }
  }

  private void tellOrPutBack(Stretch stretch) {
    try {
      tell(stretch);
    } catch (PluginException failure) {
      backlog.add(stretch);
      throw failure;
    }
  }

  private void tell(Stretch stretch) {
    if (isOff(stretch.document())) {
      return; // its place stays: when it is switched on, it goes on from there
    }
    if (ledger == null) {
      tellChanges(stretch, stretch.from());
      return;
    }
    Optional<Known> known = ledger.find(stretch.document());
    if (stretch.look() || known.isEmpty() || known.get().deleted()) {
      known = tellOfDocument(stretch.document(), known);
    }
    if (wantsChanges && known.isPresent() && !known.get().deleted() && run.alive()) {
      boolean nothingNew = live && stretch.from() == Long.MAX_VALUE;
      if (!nothingNew) {
        tellChanges(stretch, live ? stretch.from() : known.get().seen().number());
      }
    }
    planSaving();
  }

  /** Tells that a document is there, has another title or is gone. */
  private Optional<Known> tellOfDocument(DocumentId document, Optional<Known> known) {
    Optional<DocumentInfo> info = services.platform().find(document);
    if (info.isEmpty()) {
      return known.map(before -> before.deleted() ? before : tellDeleted(before));
    }
    String title = info.get().title();
    if (known.isEmpty() || known.get().deleted()) {
      guard.call(Hook.ON_DOCUMENT_CREATED, () -> plugin.onDocumentCreated(info.get()));
    } else if (!known.get().title().equals(title)) {
      guard.call(Hook.ON_DOCUMENT_RENAMED, () -> plugin.onDocumentRenamed(info.get()));
    } else {
      return known;
    }
    Known first = new Known(document, title, Revision.ZERO, false);
    return Optional.of(noted(known.map(before -> before.named(title)).orElse(first)));
  }

  private Known tellDeleted(Known before) {
    guard.call(Hook.ON_DOCUMENT_DELETED, () -> plugin.onDocumentDeleted(before.document()));
    services.shelf().forget(before.document());
    return noted(before.gone());
  }

  private Known noted(Known known) {
    if (ledger != null) {
      ledger.note(known);
    }
    return known;
  }

  private void tellChanges(Stretch stretch, long from) {
    DocumentId document = stretch.document();
    Revision seen = new Revision(from);
    List<Change> changes = services.platform().changes(document, seen, CHANGES_PER_TURN);
    Optional<Snapshot> content = changes.isEmpty() ? Optional.empty() : content(document, seen);
    if (content.isEmpty()) {
      return; // told already, or deleted meanwhile
    }
    Snapshot before = content.get();
    for (Change change : changes) {
      if (!change.revision().equals(before.revision().next())) {
        throw new PluginException(
            "document " + document + " has a gap in its log after " + before.revision());
      }
      before = services.shelf().after(document, before, change);
      if (!tellChange(document, change, before)) {
        return;
      }
    }
    long reached = before.revision().number();
    if (changes.size() == CHANGES_PER_TURN || reached < stretch.head()) {
      backlog.add(stretch.after(reached));
    }
  }

  private Optional<Snapshot> content(DocumentId document, Revision revision) {
    if (revision.equals(Revision.ZERO)) {
      return Optional.of(Snapshot.initial());
    }
    Optional<Snapshot> here = services.shelf().find(document, revision);
    return here.isPresent() ? here : services.platform().at(document, revision);
  }

  /** Tells one change, which then counts as seen whatever the plugin did; false if it has ended. */
  private boolean tellChange(DocumentId document, Change change, Snapshot after) {
    Optional<Known> known =
        live || ledger == null
            ? Optional.empty()
            : ledger.find(document).map(before -> before.upTo(change.revision()));
    telling = known.orElse(null);
    guard.call(Hook.ON_CHANGE, () -> plugin.onChange(document, change, after));
    telling = null;
    known.ifPresent(this::noted);
    return run.alive();
  }

  private void planSaving() {
    if (ledger != null && ledger.hasUnsaved() && !savingPlanned) {
      savingPlanned = true;
      services
          .platform()
          .after(
              Ledger.PAUSE,
              () -> {
                savingPlanned = false;
                run.wake();
              });
    }
  }

  /** Makes durable what was told. The one that it did not return from was told, too. */
  void close() {
    if (ledger != null) {
      Known unfinished = telling;
      if (unfinished != null) {
        ledger.note(unfinished);
      }
      ledger.close();
    }
  }

  int lagDocuments() {
    return backlog.documents();
  }

  long lagRevisions() {
    return backlog.revisions();
  }
}
