package io.scriptorium.store;

import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.CatalogueContract;
import io.scriptorium.engine.ChangeLog;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogueTest extends CatalogueContract {
  @TempDir Path folder;
  private Instant now = Instant.EPOCH;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder, () -> now);
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

  @Override
  protected void setTime(Instant time) {
    now = time;
  }
}
