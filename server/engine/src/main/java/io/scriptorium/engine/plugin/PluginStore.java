package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginStorage;
import java.nio.file.Path;

/**
 * What one plugin has on disk. Usable from any thread; once closed, everything throws a {@link
 * io.scriptorium.plugin.PluginException}.
 */
public interface PluginStore extends AutoCloseable {
  /** What it keeps whatever document it is about. */
  PluginStorage storage();

  /** What it keeps about one document. */
  PluginStorage storage(DocumentId document);

  /** What it has been told; written beyond the plugin's share of the disk if need be. */
  Checkpoints checkpoints();

  /** A folder for files that can be made again. Exists. */
  Path folder();

  @Override
  void close();
}
