package io.scriptorium.engine.plugin;

/**
 * What a {@link PluginHost} is put together from, besides the server itself.
 *
 * @param stores closed by the host
 */
public record HostParts(PluginStores stores, PluginSettings settings, HookThreads threads) {}
