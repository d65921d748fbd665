package io.scriptorium.store;

import io.scriptorium.engine.plugin.PluginStore;
import io.scriptorium.engine.plugin.PluginStores;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.PluginStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What plugins keep, in a folder for each: {@code NAME/storage.db}, a database of its own, so that
 * no plugin's writes wait for another's or hold up the documents', and {@code NAME/files}. What the
 * host keeps is in {@code host.db} beside them.
 */
public final class SqlitePluginStores implements PluginStores {
  /** A name that no plugin can have. */
  private static final String HOST = "host.db";

  private static final String STORAGE = "storage.db";
  private static final String FILES = "files";
  private static final long HOST_BYTES = 64L << 20;

  private final Path folder;
  private final PluginDatabase host;
  private final Map<String, SqlitePluginStore> open = new ConcurrentHashMap<>();

  private SqlitePluginStores(Path folder) {
    this.folder = folder;
    this.host = PluginDatabase.open("host", folder.resolve(HOST), HOST_BYTES);
  }

  /**
   * Opens a folder, making it if it is not there. Who calls this holds the data folder's lock:
   * {@link SqliteStore}.
   *
   * @throws PluginException if it cannot be used
   */
  public static SqlitePluginStores open(Path folder) {
    make(folder);
    return new SqlitePluginStores(folder);
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new PluginException("The folder " + folder + " cannot be made.", failure);
    }
  }

  @Override
  public PluginStore open(String plugin, long bytes) {
    Path own = folder.resolve(plugin);
    Path files = own.resolve(FILES);
    make(files);
    var store =
        new SqlitePluginStore(
            PluginDatabase.open(plugin, own.resolve(STORAGE), bytes),
            files,
            closed -> open.remove(plugin, closed));
    if (open.putIfAbsent(plugin, store) != null) {
      store.close();
      throw new PluginException("What plugin " + plugin + " keeps is open already.");
    }
    return store;
  }

  @Override
  public PluginStorage ofHost() {
    return new SqlPluginStorage(host, "");
  }

  /**
   * Also where the plugin does not run at the moment: its jar may come back. One whose database
   * fails keeps nobody else's from being done.
   */
  @Override
  public void forget(DocumentId document) {
    List<PluginException> failures = new ArrayList<>();
    for (Path own : plugins()) {
      try {
        forget(own.getFileName().toString(), own, document);
      } catch (PluginException failure) {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private List<Path> plugins() {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.filter(own -> Files.exists(own.resolve(STORAGE))).toList();
    } catch (IOException failure) {
      throw new PluginException("The folder " + folder + " cannot be read.", failure);
    }
  }

  private void forget(String plugin, Path own, DocumentId document) {
    SqlitePluginStore running = open.get(plugin);
    if (running != null) {
      running.forget(document);
      return;
    }
    try (PluginDatabase database =
        PluginDatabase.open(plugin, own.resolve(STORAGE), PluginDatabase.UNBOUNDED)) {
      SqlitePluginStore.forget(database, document);
    }
  }

  @Override
  public void close() {
    open.values().forEach(SqlitePluginStore::close);
    host.close();
  }
}
