package io.scriptorium.engine;

import io.scriptorium.delta.Delta;
import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Channel;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Metrics;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Schedule;
import io.scriptorium.plugin.SubmitResult;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The part of a plugin's context that there is so far: its channel. */
record ChannelContext(Channel channel) implements PluginContext {
  private static UnsupportedOperationException missing() {
    return new UnsupportedOperationException("the host has only a channel so far");
  }

  @Override
  public PluginStorage storage() {
    throw missing();
  }

  @Override
  public PluginStorage storage(DocumentId document) {
    throw missing();
  }

  @Override
  public Path folder() {
    throw missing();
  }

  @Override
  public io.scriptorium.plugin.Documents documents() {
    throw missing();
  }

  @Override
  public io.scriptorium.plugin.Documents documents(Asker asker) {
    throw missing();
  }

  @Override
  public CompletionStage<SubmitResult> submit(
      DocumentId document, String participant, Revision base, Delta delta) {
    throw missing();
  }

  @Override
  public Schedule schedule() {
    throw missing();
  }

  @Override
  public InstantSource clock() {
    throw missing();
  }

  @Override
  public void serve(Object resource) {
    throw missing();
  }

  @Override
  public Optional<String> setting(String key) {
    return Optional.empty();
  }

  @Override
  public Metrics metrics() {
    throw missing();
  }

  @Override
  public System.Logger log() {
    return System.getLogger("io.scriptorium.plugin");
  }
}
