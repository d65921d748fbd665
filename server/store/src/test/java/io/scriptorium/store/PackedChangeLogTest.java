package io.scriptorium.store;

import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.ChangeLog;
import io.scriptorium.engine.ChangeLogContract;
import io.scriptorium.engine.ForwardingChangeLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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
    return new ForwardingChangeLog() {
      @Override
      protected ChangeLog target() {
        store.pack();
        return store.changeLog();
      }
    };
  }

  @Override
  protected Catalogue catalogue() {
    return store.catalogue();
  }
}
