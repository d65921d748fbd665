package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Delivery;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.Role;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plugin that was made, and what the host has made for it. Usable from any thread. */
final class Instance {
  private final Plugin plugin;
  private final HostedContext context;
  private final Feed feed;
  private final boolean switchable;
  private final Role callRole;
  private final boolean reviews;
  private volatile @Nullable Reviewer reviewer;

  /** Asks the plugin what it is to be asked before its start. On the run's lane. */
  Instance(PluginRun run, Plugin plugin, HostServices services) {
    this.plugin = plugin;
    this.switchable = plugin.switchable();
    this.callRole = plugin.callRole();
    Delivery delivery = plugin.delivery();
    Set<Hook> wanted = Hook.overriddenIn(plugin.getClass());
    this.reviews = wanted.contains(Hook.REVIEW);
    this.context = new HostedContext(run, services);
    this.feed = new Feed(run, plugin, wanted, delivery, services);
  }

  /** Starts it; from then on it reviews, if it does. On the run's lane. */
  void start(PluginRun run, HostServices services) throws Exception {
    plugin.start(context);
    if (reviews) {
      reviewer =
          new Reviewer(
              run,
              plugin,
              new HookGuard(run, services),
              run.crew().lane("review"),
              services.threads(),
              run.onTrial());
    }
  }

  Plugin plugin() {
    return plugin;
  }

  HostedContext context() {
    return context;
  }

  Feed feed() {
    return feed;
  }

  boolean switchable() {
    return switchable;
  }

  /** The least role of who may change something by a call. */
  Role callRole() {
    return callRole;
  }

  /** Empty if it does not review, or not yet. */
  Optional<Reviewer> reviewer() {
    return Optional.ofNullable(reviewer);
  }
}
