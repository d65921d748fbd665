package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A daemon thread with a queue. */
final class PlatformLane implements HookThreads.Lane {
  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile int id;
  private volatile boolean ended;

  PlatformLane(ThreadGroup group, String name) {
    thread = Thread.ofPlatform().group(group).name(name).daemon().unstarted(this::work);
    thread.start();
  }

  private void work() {
    id = Niceness.caller();
    while (!ended) {
      try {
        waiting.take().run();
      } catch (InterruptedException meantForTheTaskBefore) {
        // Whether to go on is said by ended.
      }
      var _ = Thread.interrupted();
    }
  }

  @Override
  public void run(Runnable task) {
    if (!ended) {
      waiting.add(task);
    }
  }

  @Override
  public boolean runWithin(Duration limit, Runnable task) {
    Asked asked = new Asked(task);
    waiting.add(asked);
    try {
      if (asked.done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return true;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    asked.taken.set(true);
    return false;
  }

  /** A task that somebody waits for. */
  private static final class Asked implements Runnable {
    private final Runnable task;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    Asked(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (taken.compareAndSet(false, true)) {
        task.run();
        done.countDown();
      }
    }
  }

  @Override
  public void interrupt() {
    thread.interrupt();
  }

  @Override
  public void end() {
    ended = true;
    if (thread.isAlive() && thread != Thread.currentThread()) {
      Niceness.last(id); // it may never return from what it is doing
    }
    waiting.clear();
    waiting.add(() -> {}); // wakes it, so that it sees that it has ended
  }
}
