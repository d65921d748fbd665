package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One plugin: what it is, how it is doing, and the instance that runs, if one does. A new instance
 * is made only when the one before has let go of everything. Usable from any thread; holds its lock
 * for moments only, and never while the plugin's code runs.
 */
final class Installed {
  private final HostServices services;
  private final HookStats stats = new HookStats();
  private final Patience patience = new Patience();
  private PluginPackage pack;
  private PluginStatus.State state = new PluginStatus.State.Starting();
  private Instant begun;
  private List<String> leftovers = List.of();
  private boolean switchable = true;

  /** Rises with each decision over its fate: a restart that was planned before is off. */
  private long decision;

  private volatile @Nullable PluginRun run;
  private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

  Installed(PluginPackage pack, HostServices services) {
    this.pack = pack;
    this.services = services;
    this.begun = now();
  }

  private Instant now() {
    return services.platform().clock().instant();
  }

  synchronized PluginPackage pack() {
    return pack;
  }

  /** The instance whose hooks are called; empty while there is none. */
  Optional<PluginRun> run() {
    return Optional.ofNullable(run);
  }

  /** Starts it for the first time, unless it is switched off. */
  synchronized void install() {
    decideOn(services.switches().isOff(pack.name()) ? this::rest : this::start);
  }

  /** Ends the instance, and starts a fresh one, from the checkpoint. */
  synchronized void restart() {
    patience.renew();
    services.switches().setOff(pack.name(), false);
    state = new PluginStatus.State.Starting(); // at once: the old instance may take its time to end
    decideOn(this::start);
  }

  /** Ends the instance until {@link #restart}, also over restarts of the server. */
  synchronized void switchOff() {
    services.switches().setOff(pack.name(), true);
    state = new PluginStatus.State.SwitchedOff();
    decideOn(this::rest);
  }

  /** Goes on with another version. */
  synchronized void replace(PluginPackage by) {
    patience.renew();
    decideOn(() -> {
      unload(pack);
      pack = by;
      if (services.switches().isOff(by.name())) {
        rest();
      } else {
        start();
      }
    });
  }

  /** Ends it for good. */
  synchronized CompletableFuture<Void> remove() {
    CompletableFuture<Void> removed = new CompletableFuture<>();
    decideOn(() -> {
      unload(pack);
      services.observer().pluginEnded(pack.name());
      removed.complete(null);
    });
    return removed;
  }

  private void unload(PluginPackage old) {
    try {
      old.loader().close();
    } catch (Exception failure) { // it is AutoCloseable's
      services.observer().pluginFailed(old.name(), "the closing of its class loader", failure);
    }
  }

  /** Ends the instance, then does this, unless something else was decided meanwhile. */
  private void decideOn(Runnable then) {
    end();
    long mine = ++decision;
    var _ =
        ended.thenRun(() -> {
          synchronized (this) {
            if (mine == decision) {
              then.run();
            }
          }
        });
  }

  private void end() {
    PluginRun old = run;
    if (old != null) {
      run = null;
      ended = old.end();
    }
  }

  private void rest() {
    state = new PluginStatus.State.SwitchedOff();
    services.observer().pluginEnded(pack.name());
  }

  private void start() {
    state = new PluginStatus.State.Starting();
    begun = now();
    PluginRun fresh = new PluginRun(pack, services, stats, new Fate(), patience.isTried());
    run = fresh;
    fresh.begin();
  }

  private synchronized void quarantine(PluginRun broken, String reason, Duration leastPause) {
    if (run != broken) {
      return;
    }
    Optional<Duration> pause = patience.pause(Duration.between(begun, now()), leastPause);
    state = new PluginStatus.State.Quarantined(reason, now(), pause.map(now()::plus));
    services.observer().pluginQuarantined(pack.name(), reason, pause.orElse(Duration.ZERO));
    end();
    long mine = ++decision;
    pause.ifPresent(length -> services.platform().after(length, () -> retry(mine)));
  }

  private synchronized void retry(long planned) {
    if (planned == decision) {
      decideOn(this::start);
    }
  }

  /** What the instance says to an edit; yes if there is none. */
  Decision review(Submission submission, Snapshot before) {
    PluginRun running = run;
    return running == null ? Decision.accept() : running.review(submission, before);
  }

  /** Whether browsers are told of it: a broken one may be back at any moment. */
  synchronized boolean isShown() {
    return !(state instanceof PluginStatus.State.SwitchedOff);
  }

  synchronized boolean switchable() {
    return switchable;
  }

  synchronized PluginStatus status() {
    Optional<PluginRun> running = run();
    return new PluginStatus(
        pack.name(),
        pack.title(),
        pack.version(),
        pack.file(),
        pack.module(),
        pack.stylesheet(),
        switchable,
        state,
        running.map(PluginRun::queue).orElse(0),
        running.map(PluginRun::lagDocuments).orElse(0),
        running.map(PluginRun::lagRevisions).orElse(0L),
        stats.hooks(),
        stats.failures(),
        stats.lastFailure(),
        stats.droppedMessages(),
        running.map(PluginRun::crew).map(HookThreads.Crew::allocatedBytes).orElse(0L),
        leftovers);
  }

  /** What its instances tell. */
  private final class Fate implements PluginRun.Owner {
    @Override
    public void started(PluginRun of) {
      synchronized (Installed.this) {
        if (run == of) {
          switchable = of.switchable();
          state = new PluginStatus.State.Running(now());
          services.observer().pluginStarted(pack.name());
        }
      }
    }

    @Override
    public void broken(PluginRun of, Hook hook, String reason, Duration leastPause) {
      quarantine(of, reason, leastPause);
    }

    @Override
    public void failed(PluginRun of, Hook hook, Throwable failure) {
      services.observer().pluginFailed(of.name(), hook.method(), failure);
      boolean tooMany;
      synchronized (Installed.this) {
        tooMany = run == of && patience.isExhaustedBy(now());
      }
      if (tooMany) {
        quarantine(
            of,
            Patience.exhaustion()
                + ", the last time in "
                + hook.method()
                + ": "
                + PluginRun.words(failure),
            Duration.ZERO);
      }
    }

    @Override
    public void leftThreads(PluginRun of, List<String> threads) {
      synchronized (Installed.this) {
        leftovers = threads;
      }
      services.observer().pluginThreadsLeft(of.name(), threads.size());
    }
  }
}
