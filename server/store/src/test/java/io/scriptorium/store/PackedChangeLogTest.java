package io.scriptorium.store;

import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.ChangeLog;
import io.scriptorium.engine.ChangeLogContract;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the log, all changes being packed whenever anything is asked of it. */
class PackedChangeLogTest extends ChangeLogContract {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store =
        SqliteStore.open(
            folder,
            InstantSource.system(),
            Duration.ofSeconds(2),
            new Packing(7, 3, 1, Duration.ofDays(-20_000), Duration.ofDays(1), 2),
            UnaryOperator.identity());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected ChangeLog log() {
    return new Packed(store);
  }

  @Override
  protected Catalogue catalogue() {
    return store.catalogue();
  }

  /** Packs before each call. */
  private record Packed(SqliteStore store) implements ChangeLog {
    private ChangeLog packed() {
      store.packer().packAll();
      return store.changeLog();
    }

    @Override
    public CompletionStage<AppendResult> append(
        DocumentId document, Revision expected, List<Change> changes) {
      return packed().append(document, expected, changes);
    }

    @Override
    public Optional<Stored> open(DocumentId document) {
      return packed().open(document);
    }

    @Override
    public List<Change> read(DocumentId document, Revision after, Revision through) {
      return packed().read(document, after, through);
    }

    @Override
    public Optional<Change> find(DocumentId document, SubmissionId submission) {
      return packed().find(document, submission);
    }

    @Override
    public Optional<Change> newestOf(DocumentId document, ClientId client) {
      return packed().newestOf(document, client);
    }

    @Override
    public Optional<Snapshot> snapshotAtOrBefore(DocumentId document, Revision revision) {
      return packed().snapshotAtOrBefore(document, revision);
    }

    @Override
    public void saveSnapshot(DocumentId document, Snapshot snapshot) {
      packed().saveSnapshot(document, snapshot);
    }
  }
}
