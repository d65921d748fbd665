package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.Delivery;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** How long a hook that was interrupted may take to return, before the thread is given up. */
  static final Duration GRACE = Duration.ofSeconds(1);

  /** The share of the disk of one plugin, in MB, unless the administrator says otherwise. */
  private static final long STORAGE_MB = 1_024;

  private final PluginPackage pack;
  private final HostServices services;
  private final HookStats stats;
  private final Owner owner;
  private final HookThreads.Crew crew;
  private final HookThreads.Lane lane;
  private final HookGuard guard;
  private final Inbox inbox;
  private final ConcurrentLinkedQueue<Runnable> scheduled = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean turnPlanned = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicBoolean finishing = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean alive = true;
  private volatile boolean running;
  private volatile boolean switchable = true;

  // These two belong to the host's tick.
  private long allocated;
  private long recentAllocation;

  // Made on the lane as the instance starts.
  private volatile @Nullable Plugin plugin;
  private volatile @Nullable PluginStore store;
  private volatile @Nullable HostedContext context;
  private volatile @Nullable Feed feed;
  private volatile @Nullable Reviewer reviewer;

  /** What an instance tells of itself. */
  interface Owner {
    /** It runs now. */
    void started(PluginRun run);

    /** It cannot go on: it failed to start, takes too long, or ran out of memory. */
    void broken(PluginRun run, Hook hook, String reason);

    /** A call threw; it goes on. */
    void failed(PluginRun run, Hook hook, Throwable failure);

    /** Threads that it started go on after its end. */
    void leftThreads(PluginRun run, List<String> threads);
  }

  PluginRun(PluginPackage pack, HostServices services, HookStats stats, Owner owner) {
    this.pack = pack;
    this.services = services;
    this.stats = stats;
    this.owner = owner;
    this.crew = services.threads().crew(pack.name());
    this.lane = crew.lane("hooks");
    this.guard = new HookGuard(this, services);
    this.inbox = new Inbox(pack.name(), services, stats, this::wake);
  }

  String name() {
    return pack.name();
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
    return switchable;
  }

  /** What it serves; empty if it serves nothing or does not run. */
  Optional<Object> resource() {
    HostedContext own = context;
    return running && alive && own != null ? own.resource() : Optional.empty();
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
    plugin = made;
    Thread.currentThread().setContextClassLoader(made.getClass().getClassLoader());
    switchable = made.switchable();
    Delivery delivery = made.delivery();
    Set<Hook> wanted = Hook.overriddenIn(made.getClass());
    HostedContext own = new HostedContext(this, services);
    context = own;
    feed = new Feed(this, made, wanted, delivery, services);
    made.start(own);
    if (wanted.contains(Hook.REVIEW)) {
      reviewer =
          new Reviewer(
              this, made, new HookGuard(this, services), crew.lane("review"), services.threads());
    }
  }

  /** There is something to do. */
  void wake() {
    if (running && alive && turnPlanned.compareAndSet(false, true)) {
      lane.run(this::turn);
    }
  }

  private void turn() {
    turnPlanned.set(false);
    Plugin own = plugin;
    Feed ownFeed = feed;
    if (!alive || own == null || ownFeed == null) {
      return;
    }
    boolean more = true;
    for (int i = 0; i < EVENTS_PER_TURN && more && alive; i++) {
      boolean delivered = inbox.deliver(own, guard);
      more = runScheduled() || delivered;
    }
    if (ownFeed.step() || more) {
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
    Reviewer own = reviewer;
    return own == null ? Decision.accept() : own.review(submission, before);
  }

  /** A message for it. */
  void message(PluginMessage message) {
    inbox.message(message);
  }

  /** See {@link Feed#moved}. */
  void moved(DocumentId document, Revision before, Revision head) {
    Feed own = feed;
    if (running && own != null) {
      own.moved(document, before, head);
    }
  }

  /** See {@link Feed#look}. */
  void look(DocumentId document) {
    Feed own = feed;
    if (running && own != null) {
      own.look(document);
    }
  }

  /** It was switched off, or on, in a document. */
  void switched(DocumentId document, boolean off) {
    services.attendance().switched(inbox, document, off);
    look(document);
  }

  /** A document is gone for good. */
  void forget(DocumentId document) {
    Feed own = feed;
    if (own != null) {
      own.forget(document);
    }
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
      owner.broken(this, hook, hook.method() + " failed with " + words(failure));
    } else if (hook == Hook.START) {
      owner.broken(this, hook, "could not be started: " + words(failure));
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
    tooSlow(guard.hook(), reason);
  }

  /** Takes note of how much it has allocated; the past counts less each time. */
  void sampleAllocation() {
    long now = crew.allocatedBytes();
    recentAllocation = recentAllocation - recentAllocation / 64 + Math.max(0, now - allocated);
    allocated = now;
  }

  /** How much it has allocated in the last seconds, in bytes. */
  long recentAllocation() {
    return recentAllocation;
  }

  /** It takes longer, or more, than it may. */
  void tooSlow(Hook hook, String reason) {
    if (alive) {
      stats.failed(hook, reason, services.platform().clock().instant());
      owner.broken(this, hook, reason);
    }
  }

  /** The watch comes by. */
  void tick() {
    if (alive) {
      Reviewer own = reviewer;
      guard.tick().ifPresent(this::overrun);
      if (own != null && own.hangs()) {
        overrun(Hook.REVIEW);
      }
    }
  }

  private void overrun(Hook hook) {
    tooSlow(hook, hook.method() + " did not return within " + hook.limit().toSeconds() + " s");
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
      Reviewer own = reviewer;
      if (own != null) {
        own.end();
      }
      if (guard.busy()) {
        lane.interrupt();
      }
      lane.run(() -> close(guard));
      services.platform().after(GRACE, this::closeElsewhere);
    }
    return ended;
  }

  /** Its lane has not come back: what it holds is to be let go of all the same. */
  private void closeElsewhere() {
    if (!closing.get()) {
      lane.end();
      HookThreads.Lane cleanup = crew.lane("cleanup");
      cleanup.run(() -> close(new HookGuard(this, services)));
      cleanup.run(cleanup::end);
    }
  }

  private void close(HookGuard with) {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    services.platform().after(Hook.CLOSE.limit(), this::finish);
    Plugin own = plugin;
    if (own != null) {
      with.call(Hook.CLOSE, own::close);
    }
    finish();
  }

  private void finish() {
    if (!finishing.compareAndSet(false, true)) {
      return;
    }
    plugin = null;
    HostedContext own = context;
    if (own != null) {
      own.end();
    }
    save();
    services.observer().pluginGaugesGone(name());
    lane.end();
    // Elsewhere: this may be the instance's own thread, which must not start the next one.
    services.platform().after(Duration.ZERO, () -> ended.complete(null));
    if (!crew.interruptLeftovers().isEmpty()) {
      services.platform().after(GRACE, this::reportLeftovers);
    }
  }

  private void save() {
    Feed ownFeed = feed;
    PluginStore open = store;
    try {
      if (ownFeed != null) {
        ownFeed.close();
      }
      if (open != null) {
        open.close();
      }
    } catch (RuntimeException failure) {
      services.observer().pluginDelayed(name(), failure);
    }
  }

  private void reportLeftovers() {
    List<String> left = crew.interruptLeftovers();
    if (!left.isEmpty()) {
      owner.leftThreads(this, left);
    }
  }

  int queue() {
    return inbox.size() + scheduled.size();
  }

  int lagDocuments() {
    Feed own = feed;
    return own == null ? 0 : own.lagDocuments();
  }

  long lagRevisions() {
    Feed own = feed;
    return own == null ? 0 : own.lagRevisions();
  }
}
