package io.scriptorium.store;

import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.ChangeLog;
import io.scriptorium.engine.ChangeLogContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteChangeLogTest extends ChangeLogContract {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder, InstantSource.system());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected ChangeLog log() {
    return store.changeLog();
  }

  @Override
  protected Catalogue catalogue() {
    return store.catalogue();
  }
}
