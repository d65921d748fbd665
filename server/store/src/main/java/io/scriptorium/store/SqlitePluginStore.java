package io.scriptorium.store;

import io.scriptorium.engine.plugin.Checkpoints;
import io.scriptorium.engine.plugin.PluginStore;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginStorage;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One plugin's database and folder. */
final class SqlitePluginStore implements PluginStore {
  private final PluginDatabase database;
  private final Path files;
  private final Consumer<SqlitePluginStore> closed;

  /**
   * @param closed is told when it is closed
   */
  SqlitePluginStore(PluginDatabase database, Path files, Consumer<SqlitePluginStore> closed) {
    this.database = database;
    this.files = files;
    this.closed = closed;
  }

  @Override
  public PluginStorage storage() {
    return new SqlPluginStorage(database, "");
  }

  @Override
  public PluginStorage storage(DocumentId document) {
    return new SqlPluginStorage(database, document.value());
  }

  @Override
  public Checkpoints checkpoints() {
    return new SqlCheckpoints(database);
  }

  @Override
  public Path folder() {
    return files;
  }

  /** Removes what is kept of a document. */
  void forget(DocumentId document) {
    forget(database, document);
  }

  static void forget(PluginDatabase database, DocumentId document) {
    database.writeForHost(sql -> {
      sql.update("DELETE FROM storage WHERE document = ?", document.value());
      return sql.update("DELETE FROM checkpoints WHERE document = ?", document.value());
    });
  }

  @Override
  public void close() {
    database.close();
    closed.accept(this);
  }
}
