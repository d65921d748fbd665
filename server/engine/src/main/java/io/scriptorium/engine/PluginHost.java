package io.scriptorium.engine;

import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import io.scriptorium.protocol.ServerMessage.PluginInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Runs the plugins, and is the edge at which their failures end: one that throws costs its own
 * feature and nobody's typing. Usable from any thread.
 */
final class PluginHost {
  private final Map<String, PluginDesk> desks = new LinkedHashMap<>();
  private final EngineObserver observer;

  /** Starts the plugins; one that fails to, or whose name is taken, is kept out and observed. */
  PluginHost(
      List<Plugin> plugins,
      Function<String, PluginContext> contexts,
      EngineObserver observer,
      Executor io) {
    this.observer = observer;
    for (Plugin plugin : plugins) {
      start(plugin, contexts, io);
    }
  }

  private void start(Plugin plugin, Function<String, PluginContext> contexts, Executor io) {
    String name = plugin.getClass().getName();
    try {
      name = plugin.name();
      if (desks.containsKey(name)) {
        throw new IllegalArgumentException("a plugin named \"" + name + "\" is there already");
      }
      plugin.start(contexts.apply(name));
      desks.put(name, new PluginDesk(plugin, name, observer, io));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      observer.pluginFailed(name, "start", failure);
    }
  }

  /** What a session is told of them when it joins. */
  List<PluginInfo> infos() {
    return desks.keySet().stream().map(name -> new PluginInfo(name, Optional.empty())).toList();
  }

  /** All of their answers: the first no counts. */
  Decision review(Submission submission, Snapshot before) {
    for (PluginDesk desk : desks.values()) {
      if (desk.review(submission, before) instanceof Decision.Reject no) {
        return no;
      }
    }
    return Decision.accept();
  }

  /** Hands a message to its plugin; false if there is none of that name. */
  boolean deliver(String plugin, PluginMessage message) {
    PluginDesk desk = desks.get(plugin);
    if (desk == null) {
      return false;
    }
    desk.deliver(message);
    return true;
  }

  /** Closes them all. */
  void close() {
    desks.values().forEach(PluginDesk::close);
  }
}
