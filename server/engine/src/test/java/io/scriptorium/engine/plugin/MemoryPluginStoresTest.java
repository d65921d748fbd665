package io.scriptorium.engine.plugin;

/** The stores that tests use. */
final class MemoryPluginStoresTest extends PluginStoresContract {
  private final MemoryPluginStores stores = new MemoryPluginStores();

  @Override
  protected PluginStores stores() {
    return stores;
  }
}
