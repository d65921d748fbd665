package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.PluginApi;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Runs the plugins that are installed. Usable from any thread. Nothing here waits for a plugin's
 * code, but {@link #review}, which does so briefly: see {@link Reviewer}.
 */
public final class PluginHost {
  private final Map<String, Installed> plugins = new ConcurrentSkipListMap<>();

  private final Map<String, PluginStatus> refused = new ConcurrentSkipListMap<>();
  private final HostServices services;
  private final MemoryWatch memory;
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile boolean stopped;

  /** One without any plugin yet. Blocks for the disk. */
  public PluginHost(HostParts parts, Platform platform, PluginObserver observer) {
    this.services =
        new HostServices(
            platform,
            parts,
            observer,
            new Attendance(),
            new Switches(parts.stores().ofHost()),
            new SnapshotShelf());
    this.memory = new MemoryWatch(services);
  }

  /** From the first plugin on: a server without plugins has nothing to watch. */
  private void watch() {
    if (!watching.getAndSet(true)) {
      services.platform().after(HookGuard.TICK, this::tick);
    }
  }

  private void tick() {
    if (!stopped) {
      List<PluginRun> now = runs().toList();
      now.forEach(PluginRun::tick);
      memory.tick(now);
      services.platform().after(HookGuard.TICK, this::tick);
    }
  }

  private Stream<PluginRun> runs() {
    return plugins.values().stream().flatMap(plugin -> plugin.run().stream());
  }

  /**
   * Installs a plugin and starts it, unless an administrator has switched it off. Returns before it
   * has started. One that was built for another version of the interface is {@link #refuse}d.
   *
   * @throws IllegalArgumentException if there is a plugin of this name
   */
  public void install(PluginPackage pack) {
    if (isRefused(pack)) {
      return;
    }
    Installed fresh = new Installed(pack, services);
    Installed there = plugins.putIfAbsent(pack.name(), fresh);
    if (there != null) {
      throw new IllegalArgumentException(
          "a plugin named \"" + pack.name() + "\" is there already: " + there.pack().origin());
    }
    refused.remove(key(pack.name(), pack.file()));
    fresh.install();
    watch();
  }

  private boolean isRefused(PluginPackage pack) {
    if (pack.apiVersion() == PluginApi.VERSION) {
      return false;
    }
    refuse(
        pack.name(),
        pack.file(),
        "it was built for version "
            + pack.apiVersion()
            + " of the plugin interface, this server has version "
            + PluginApi.VERSION);
    return true;
  }

  /** Shows the administrator a plugin that cannot be run. */
  public void refuse(String name, Optional<String> file, String reason) {
    refused.put(
        key(name, file),
        new PluginStatus(
            name,
            name,
            Optional.empty(),
            file,
            Optional.empty(),
            Optional.empty(),
            /* switchable= */ false,
            new PluginStatus.State.Refused(reason),
            0,
            0,
            0,
            Map.of(),
            0,
            Optional.empty(),
            0,
            0,
            List.of()));
    services.observer().pluginRefused(name, reason);
  }

  /** A plugin that was {@link #refuse}d is not there any more. */
  public void forgetRefused(String name, Optional<String> file) {
    refused.remove(key(name, file));
  }

  private static String key(String name, Optional<String> file) {
    return name + "/" + file.orElse("");
  }

  /**
   * Goes on with another version of a plugin: ends the old one, closes its class loader, starts the
   * new one from the checkpoint. Installs it if there was none. Returns before all that is done.
   */
  public void replace(PluginPackage pack) {
    Installed old = plugins.get(pack.name());
    if (old == null) {
      install(pack);
    } else if (!isRefused(pack)) {
      old.replace(pack);
    }
  }

  /**
   * Takes a plugin away; what it has stored stays. Nothing happens if there is none of this name.
   *
   * @return completes when nothing of it runs and its class loader is closed
   */
  public CompletionStage<Void> remove(String name) {
    Installed gone = plugins.remove(name);
    return gone == null ? CompletableFuture.completedFuture(null) : gone.remove();
  }

  /**
   * Ends a plugin's instance and starts a fresh one from the checkpoint, also if it is quarantined
   * or switched off.
   *
   * @throws NoSuchElementException if there is none of this name
   */
  public void restart(String name) {
    find(name).restart();
  }

  /**
   * Ends a plugin until it is switched on, also over restarts of the server. Blocks for the disk.
   *
   * @throws NoSuchElementException if there is none of this name
   */
  public void switchOff(String name) {
    find(name).switchOff();
  }

  /**
   * Starts a plugin that was switched off. Blocks for the disk.
   *
   * @throws NoSuchElementException if there is none of this name
   */
  public void switchOn(String name) {
    Installed plugin = find(name);
    if (services.switches().isOff(name)) {
      plugin.restart();
    }
  }

  private Installed find(String name) {
    Installed plugin = plugins.get(name);
    if (plugin == null) {
      throw new NoSuchElementException("there is no plugin \"" + name + "\"");
    }
    return plugin;
  }

  /** All plugins, those that were refused included. */
  public List<PluginStatus> statuses() {
    List<PluginStatus> statuses = new ArrayList<>();
    plugins.values().forEach(plugin -> statuses.add(plugin.status()));
    statuses.addAll(refused.values());
    return statuses;
  }

  /** One plugin. */
  public Optional<PluginStatus> status(String name) {
    return Optional.ofNullable(plugins.get(name)).map(Installed::status);
  }

  /** What a plugin serves to HTTP at the moment. */
  public Optional<Object> resource(String name) {
    return Optional.ofNullable(plugins.get(name))
        .flatMap(Installed::run)
        .flatMap(PluginRun::resource);
  }

  /** The least role of whoever changes something in a document by a call of a plugin's resource. */
  public Role callRole(String name) {
    return Optional.ofNullable(plugins.get(name))
        .flatMap(Installed::run)
        .map(PluginRun::callRole)
        .orElse(Role.OWNER);
  }

  /** The plugins that are switched off in a document. */
  public Set<String> switchedOff(DocumentId document) {
    return services.switches().off(document);
  }

  /**
   * Switches a plugin off, or on, in one document. While it is off, the plugin is told nothing of
   * the document; when it is on again, it goes on where it was. Blocks for the disk.
   *
   * @throws NoSuchElementException if there is no plugin of this name
   * @throws IllegalArgumentException if it is not {@link io.scriptorium.plugin.Plugin#switchable}
   */
  public void setSwitchedOff(DocumentId document, String name, boolean off) {
    Installed plugin = find(name);
    if (off && !plugin.switchable()) {
      throw new IllegalArgumentException("documents cannot do without plugin \"" + name + "\"");
    }
    if (services.switches().setOff(document, name, off)) {
      plugin.run().ifPresent(run -> run.switched(document, off));
    }
  }

  /** The plugins that are on in a document, for its browsers. */
  public List<PluginPackage> in(DocumentId document) {
    Set<String> off = switchedOff(document);
    return plugins.values().stream()
        .filter(Installed::isShown)
        .map(Installed::pack)
        .filter(pack -> !off.contains(pack.name()))
        .toList();
  }

  /**
   * All of their answers: the first no counts.
   *
   * @param except the plugin whose edit it is, which is not asked
   */
  public Decision review(Submission submission, Snapshot before, Optional<String> except) {
    Set<String> off = switchedOff(submission.document());
    for (Map.Entry<String, Installed> plugin : plugins.entrySet()) {
      boolean asked = !off.contains(plugin.getKey()) && !isOf(except, plugin.getKey());
      if (asked && plugin.getValue().review(submission, before) instanceof Decision.Reject no) {
        return no;
      }
    }
    return Decision.accept();
  }

  private static boolean isOf(Optional<String> except, String plugin) {
    return except.isPresent() && except.get().equals(plugin);
  }

  /** A document was brought into memory, with this content. */
  public void opened(DocumentId document, Snapshot content) {
    if (!plugins.isEmpty()) {
      services.shelf().put(document, content);
    }
  }

  /** Changes of a document have become durable: those after {@code before}, up to {@code head}. */
  public void moved(DocumentId document, Revision before, Revision head) {
    for (Installed plugin : plugins.values()) {
      plugin.run().ifPresent(run -> run.moved(document, before, head));
    }
  }

  /** A document was made, renamed, deleted or brought back. */
  public void documentChanged(DocumentId document) {
    runs().forEach(run -> run.look(document));
  }

  /**
   * A document is gone for good, and what plugins have kept of it with it. Blocks for the disk.
   *
   * @throws io.scriptorium.plugin.PluginException if something of it may be left; calling it again
   *     removes that
   */
  public void purged(DocumentId document) {
    services.shelf().forget(document);
    runs().forEach(run -> run.forget(document));
    services.switches().forget(document);
    services.parts().stores().forget(document);
  }

  /** A session has got its document. */
  public void joined(SessionView session) {
    services.attendance().join(session);
  }

  /** A session's role has changed. */
  public void roleChanged(SessionView session) {
    services.attendance().changed(session);
  }

  /** A session that had {@link #joined} has ended. */
  public void left(SessionView session) {
    services.attendance().leave(session);
  }

  /** Hands a message to its plugin; false if none of that name is on in the document. */
  public boolean deliver(String name, PluginMessage message) {
    Installed plugin = plugins.get(name);
    if (plugin == null || services.switches().isOff(message.session().document(), name)) {
      return false;
    }
    Optional<PluginRun> run = plugin.run();
    run.ifPresent(running -> running.message(message));
    return run.isPresent();
  }

  /**
   * Ends all plugins.
   *
   * @return completes when nothing of them runs any more, or was given up
   */
  public CompletableFuture<Void> stop() {
    stopped = true;
    List<CompletableFuture<Void>> removed = new ArrayList<>();
    for (String name : List.copyOf(plugins.keySet())) {
      removed.add(remove(name).toCompletableFuture());
    }
    return CompletableFuture.allOf(removed.toArray(CompletableFuture<?>[]::new))
        .thenRun(services.parts().stores()::close);
  }

  /** The longest that {@link #stop} can take. */
  public static Duration stopLimit() {
    return Hook.CLOSE.limit().plus(Ending.GRACE).plusSeconds(1);
  }
}
