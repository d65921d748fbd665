package io.scriptorium.engine;

import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** One running plugin with its queue of messages. Usable from any thread. */
final class PluginDesk {
  /** How many messages may wait for one plugin; a plugin that is slower loses the newest. */
  private static final int MAX_WAITING = 10_000;

  private final Plugin plugin;
  private final String name;
  private final EngineObserver observer;
  private final Mailbox messages;
  private final AtomicInteger waiting = new AtomicInteger();

  PluginDesk(Plugin plugin, String name, EngineObserver observer, Executor io) {
    this.plugin = plugin;
    this.name = name;
    this.observer = observer;
    this.messages =
        new Mailbox(
            io,
            new Mailbox.Turn() {
              @Override
              public void ended() {}

              @Override
              public void failed(Throwable failure) {
                observer.pluginFailed(name, "onMessage", failure);
              }
            });
    messages.start(() -> {});
  }

  /** What the plugin says; a failure counts as yes, lest a broken plugin stops all writing. */
  Decision review(Submission submission, Snapshot before) {
    try {
      return plugin.review(submission, before);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
      observer.pluginFailed(name, "review", failure);
      return Decision.accept();
    }
  }

  void deliver(PluginMessage message) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      observer.pluginMessageDropped(name);
      return;
    }
    var _ =
        messages.offer(() -> {
          waiting.decrementAndGet();
          plugin.onMessage(message);
        });
  }

  void close() {
    try {
      plugin.close();
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
      observer.pluginFailed(name, "close", failure);
    }
  }
}
