package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of an instance: its close is called, on another thread if its own does not come back, and
 * all that is held for it is let go of. Usable from any thread.
 */
final class Ending {
  /** How long a hook that was interrupted may take to return, before the thread is given up. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private final PluginRun run;
  private final HostServices services;
  private final HookThreads.Lane lane;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicBoolean finishing = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /**
   * @param lane the instance's own
   */
  Ending(PluginRun run, HostServices services, HookThreads.Lane lane) {
    this.run = run;
    this.services = services;
    this.lane = lane;
  }

  /** Completes when nothing of the host's for it is left. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Begins it; called once. */
  void begin() {
    if (run.guard().busy()) {
      lane.interrupt();
    }
    lane.run(() -> close(run.guard()));
    services.platform().after(GRACE, this::closeElsewhere);
  }

  /** Its lane has not come back: what it holds is to be let go of all the same. */
  private void closeElsewhere() {
    if (!closing.get()) {
      lane.end();
      HookThreads.Lane cleanup = run.crew().lane("cleanup");
      cleanup.run(() -> close(new HookGuard(run, services)));
      cleanup.run(cleanup::end);
    }
  }

  private void close(HookGuard guard) {
    if (closing.compareAndSet(false, true)) {
      services.platform().after(Hook.CLOSE.limit(), this::finish);
      run.close(guard);
      finish();
    }
  }

  private void finish() {
    if (!finishing.compareAndSet(false, true)) {
      return;
    }
    run.letGo();
    services.observer().pluginGaugesGone(run.name());
    lane.end();
    // Elsewhere: this may be the instance's own thread, which must not start the next one.
    services.platform().after(Duration.ZERO, () -> ended.complete(null));
    if (!run.crew().interruptLeftovers().isEmpty()) {
      services.platform().after(GRACE, this::reportLeftovers);
    }
  }

  private void reportLeftovers() {
    List<String> left = run.crew().interruptLeftovers();
    if (!left.isEmpty()) {
      run.crew().giveUpLeftovers();
      run.leftThreads(left);
    }
  }
}
