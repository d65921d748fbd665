package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The life of one instance, from its making to its end. Its lane takes turns between what sessions
 * do, scheduled work and the feed of changes. Usable from any thread.
 */
final class PluginRun {
  /** How many events one turn takes before it is the feed's. */
  private static final int EVENTS_PER_TURN = 32;

  /** The share of the disk of one plugin, in MB, unless the administrator says otherwise. */
  private static final long STORAGE_MB = 1_024;

  /** What everybody feels, a full heap or a flood, is not to come again soon. */
  private static final Duration PAUSE_AFTER_GREED = Duration.ofMinutes(1);

  private final PluginPackage pack;
  private final boolean onTrial;
  private final HostServices services;
  private final HookStats stats;
  private final Owner owner;
  private final HookThreads.Crew crew;
  private final HookThreads.Lane lane;
  private final HookGuard guard;
  private final Inbox inbox;
  private final ConcurrentLinkedQueue<Runnable> scheduled = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean turnPlanned = new AtomicBoolean();
  private final Allocation allocation;
  private final Ending ending;
  private volatile boolean alive = true;
  private volatile boolean running;

  // Made on the lane as the instance starts.
  private volatile @Nullable PluginStore store;
  private volatile @Nullable Instance instance;

  /** What an instance tells of itself. */
  interface Owner {
    /** It runs now. */
    void started(PluginRun run);

    /**
     * It cannot go on: it failed to start, takes too long, or takes too much.
     *
     * @param leastPause before it is tried again
     */
    void broken(PluginRun run, Hook hook, String reason, Duration leastPause);

    /** A call threw; it goes on. */
    void failed(PluginRun run, Hook hook, Throwable failure);

    /** Threads that it started go on after its end. */
    void leftThreads(PluginRun run, List<String> threads);
  }

  /**
   * @param onTrial whether it comes back from a quarantine: see {@link Reviewer}
   */
  PluginRun(
      PluginPackage pack, HostServices services, HookStats stats, Owner owner, boolean onTrial) {
    this.onTrial = onTrial;
    this.pack = pack;
    this.services = services;
    this.stats = stats;
    this.owner = owner;
    this.crew = services.threads().crew(pack.name());
    this.lane = crew.lane("hooks");
    this.guard = new HookGuard(this, services);
    this.inbox = new Inbox(pack.name(), services, stats, this::wake);
    this.allocation = new Allocation(crew);
    this.ending = new Ending(this, services, lane);
  }

  String name() {
    return pack.name();
  }

  boolean onTrial() {
    return onTrial;
  }

  HookGuard guard() {
    return guard;
  }

  HookThreads.Crew crew() {
    return crew;
  }

  HookStats stats() {
    return stats;
  }

  PluginStore store() {
    PluginStore open = store;
    if (open == null) {
      throw new IllegalStateException("plugin " + name() + " has not been started");
    }
    return open;
  }

  /** Whether its hooks are to be called: from the beginning until {@link #end}. */
  boolean alive() {
    return alive;
  }

  boolean switchable() {
    return made().map(Instance::switchable).orElse(true);
  }

  private Optional<Instance> made() {
    return Optional.ofNullable(instance);
  }

  /** The instance, if it has been started. */
  private Optional<Instance> started() {
    return running ? made() : Optional.empty();
  }

  /** What it serves; empty if it serves nothing or does not run. */
  Optional<Object> resource() {
    return alive ? started().flatMap(own -> own.context().resource()) : Optional.empty();
  }

  /** See {@link io.scriptorium.plugin.Plugin#callRole}; the owner's alone while it does not run. */
  Role callRole() {
    return started().map(Instance::callRole).orElse(Role.OWNER);
  }

  /** How much it allocates; belongs to the host's tick. */
  Allocation allocation() {
    return allocation;
  }

  /** Makes the instance and starts it. */
  void begin() {
    services.attendance().attend(inbox); // what comes waits until it has started
    lane.run(this::start);
  }

  private void start() {
    if (alive && guard.call(Hook.START, this::makeAndStart) && alive) {
      running = true;
      owner.started(this);
      wake();
    }
  }

  private void makeAndStart() throws Exception {
    long bytes = services.number(name(), "storage-mb", STORAGE_MB) * 1024 * 1024;
    store = services.parts().stores().open(name(), bytes);
    Plugin made = pack.factory().make();
    if (!made.name().equals(name())) {
      throw new IllegalStateException(
          "expected a plugin named \"" + name() + "\", got \"" + made.name() + "\"");
    }
    Thread.currentThread().setContextClassLoader(made.getClass().getClassLoader());
    Instance own = new Instance(this, made, services);
    instance = own;
    own.start(this, services);
  }

  /** There is something to do. */
  void wake() {
    if (running && alive && turnPlanned.compareAndSet(false, true)) {
      lane.run(this::turn);
    }
  }

  private void turn() {
    turnPlanned.set(false);
    Instance own = instance;
    if (!alive || own == null) {
      return;
    }
    boolean more = true;
    for (int i = 0; i < EVENTS_PER_TURN && more && alive; i++) {
      boolean delivered = inbox.deliver(own.plugin(), guard);
      more = runScheduled() || delivered;
    }
    if (own.feed().step() || more) {
      wake();
    }
  }

  private boolean runScheduled() {
    Runnable work = scheduled.poll();
    if (work != null && alive) {
      guard.call(Hook.SCHEDULED, work::run);
    }
    return work != null;
  }

  /** Has work of the instance's own done in its turn. */
  void schedule(Runnable work) {
    if (alive) {
      scheduled.add(work);
      wake();
    }
  }

  /** What it says to an edit; yes if it does not review. */
  Decision review(Submission submission, Snapshot before) {
    return made()
        .flatMap(Instance::reviewer)
        .map(reviewer -> reviewer.review(submission, before))
        .orElse(Decision.accept());
  }

  /** A message for it. */
  void message(PluginMessage message) {
    inbox.message(message);
  }

  /** See {@link Feed#moved}. */
  void moved(DocumentId document, Revision before, Revision head) {
    started().ifPresent(own -> own.feed().moved(document, before, head));
  }

  /** See {@link Feed#look}. */
  void look(DocumentId document) {
    started().ifPresent(own -> own.feed().look(document));
  }

  /** It was switched off, or on, in a document. */
  void switched(DocumentId document, boolean off) {
    services.attendance().switched(inbox, document, off);
    look(document);
  }

  /** A document is gone for good. */
  void forget(DocumentId document) {
    made().ifPresent(own -> own.feed().forget(document));
  }

  /** A call is over. */
  void called(Hook hook, long nanos, Optional<Throwable> failure) {
    stats.called(hook, nanos);
    services.observer().pluginCalled(name(), hook.method(), Duration.ofNanos(nanos));
    failure.ifPresent(thrown -> thrown(hook, thrown));
  }

  private void thrown(Hook hook, Throwable failure) {
    if (hook == Hook.CLOSE ? !running : !alive) {
      return; // it follows from what was told: a failed start, an interruption
    }
    stats.failed(hook, words(failure), services.platform().clock().instant());
    owner.failed(this, hook, failure);
    if (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError)) {
      owner.broken(this, hook, hook.method() + " failed with " + words(failure), Duration.ZERO);
    } else if (hook == Hook.START) {
      owner.broken(this, hook, "could not be started: " + words(failure), Duration.ZERO);
    }
  }

  /** What went wrong, in a line. */
  static String words(Throwable failure) {
    String message = failure.getMessage();
    String type = failure.getClass().getSimpleName();
    return message == null ? type : type + ": " + message;
  }

  /** It uses too much of what all share. */
  void giveUp(String reason) {
    exceeded(guard.hook(), reason, PAUSE_AFTER_GREED);
  }

  /** It takes longer than it may. */
  void exceeded(Hook hook, String reason) {
    exceeded(hook, reason, Duration.ZERO);
  }

  private void exceeded(Hook hook, String reason, Duration leastPause) {
    if (alive) {
      stats.failed(hook, reason, services.platform().clock().instant());
      owner.broken(this, hook, reason, leastPause);
    }
  }

  /** The watch comes by. */
  void tick() {
    if (alive) {
      guard.tick().ifPresent(this::overrun);
      if (guard.isLong()) {
        lane.fallBehind();
      }
      crew.tick();
      made()
          .flatMap(Instance::reviewer)
          .filter(Reviewer::hangs)
          .ifPresent(_ -> overrun(Hook.REVIEW));
    }
  }

  private void overrun(Hook hook) {
    exceeded(hook, hook.method() + " did not return within " + hook.limit().toSeconds() + " s");
  }

  /**
   * Ends it: no hook but close is called any more.
   *
   * @return completes when nothing of the host's for it is left
   */
  CompletableFuture<Void> end() {
    if (alive) {
      alive = false;
      services.attendance().miss(inbox);
      made().flatMap(Instance::reviewer).ifPresent(Reviewer::end);
      ending.begin();
    }
    return ending.ended();
  }

  /** Calls the plugin's close. */
  void close(HookGuard with) {
    made().ifPresent(own -> with.call(Hook.CLOSE, own.plugin()::close));
  }

  /** Makes durable what it was told, and holds on to nothing of it. */
  void letGo() {
    Optional<Instance> own = made();
    PluginStore open = store;
    own.ifPresent(gone -> gone.context().end());
    try {
      own.ifPresent(gone -> gone.feed().close());
      if (open != null) {
        open.close();
      }
    } catch (RuntimeException failure) {
      services.observer().pluginDelayed(name(), failure);
    }
    instance = null;
  }

  /** Threads that it started go on. */
  void leftThreads(List<String> threads) {
    owner.leftThreads(this, threads);
  }

  int queue() {
    return inbox.size() + scheduled.size();
  }

  int lagDocuments() {
    return made().map(own -> own.feed().lagDocuments()).orElse(0);
  }

  long lagRevisions() {
    return made().map(own -> own.feed().lagRevisions()).orElse(0L);
  }
}
