package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginStorage;

/**
 * The port behind which plugins keep what is theirs, each apart from the others and from the
 * documents: none can fill another's share or hold up its writes. Usable from any thread; blocks
 * for the disk.
 */
public interface PluginStores extends AutoCloseable {
  /**
   * Opens what a plugin keeps, making it if there is none. One at a time for each plugin.
   *
   * @param bytes its share of the disk
   * @throws io.scriptorium.plugin.PluginException if it cannot be opened
   */
  PluginStore open(String plugin, long bytes);

  /** What the host itself keeps: which plugins are switched off, and where. */
  PluginStorage ofHost();

  /**
   * Removes what any plugin, running or not, has kept of a document that is gone for good.
   *
   * @throws io.scriptorium.plugin.PluginException if something of it may be left; calling it again
   *     removes that
   */
  void forget(DocumentId document);

  @Override
  void close();
}
