package io.scriptorium.store;

import io.scriptorium.engine.plugin.PluginStores;
import io.scriptorium.engine.plugin.PluginStoresContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The stores that a server uses. */
final class SqlitePluginStoresTest extends PluginStoresContract {
  @TempDir private Path folder;
  private SqlitePluginStores stores;

  @BeforeEach
  void open() {
    stores = SqlitePluginStores.open(folder.resolve("plugins"));
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Override
  protected PluginStores stores() {
    return stores;
  }
}
