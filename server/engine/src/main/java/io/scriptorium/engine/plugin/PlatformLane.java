package io.scriptorium.engine.plugin;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread with a queue. A thread's rank can only be lowered: one that has fallen behind is
 * relieved by a fresh one when it returns from what it is doing.
 */
final class PlatformLane implements HookThreads.Lane {
  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final ThreadGroup group;
  private final String name;
  private volatile boolean ended;

  // Guarded by this.
  private Worker working;
  private @Nullable Worker relief;

  PlatformLane(ThreadGroup group, String name) {
    this.group = group;
    this.name = name;
    this.working = new Worker();
    working.takeOver(Thread.currentThread().getContextClassLoader());
    working.thread.start();
  }

  /** One thread of the lane's. */
  private final class Worker {
    final Thread thread =
        Thread.ofPlatform().group(group).name(name).daemon().unstarted(this::work);
    private final CountDownLatch turn = new CountDownLatch(1);
    private volatile int id;
    private volatile boolean relieved;

    void takeOver(@Nullable ClassLoader context) {
      thread.setContextClassLoader(context);
      turn.countDown();
    }

    private void work() {
      id = Niceness.caller();
      try {
        turn.await();
      } catch (InterruptedException ends) {
        return;
      }
      while (!ended && !relieved) {
        try {
          waiting.take().run();
        } catch (InterruptedException meantForTheTaskBefore) {
          // Whether to go on is said by ended.
        }
        var _ = Thread.interrupted();
      }
      handOver();
    }
  }

  private synchronized void handOver() {
    Worker next = relief;
    if (next != null && !ended) {
      next.takeOver(working.thread.getContextClassLoader());
      working = next;
      relief = null;
    }
  }

  /** Whether a thread is this lane's. */
  synchronized boolean has(Thread thread) {
    Worker next = relief;
    return thread == working.thread || (next != null && thread == next.thread);
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
  public synchronized void interrupt() {
    working.thread.interrupt();
  }

  /** Called by a thread of the ordinary rank, which the fresh one takes over. */
  @Override
  public synchronized void fallBehind() {
    if (!ended && relief == null) {
      Worker next = new Worker();
      relief = next;
      next.thread.start();
      Niceness.behind(working.id);
      working.relieved = true;
    }
  }

  @Override
  public synchronized void end() {
    ended = true;
    if (working.thread.isAlive() && working.thread != Thread.currentThread()) {
      Niceness.behind(working.id); // it may never return from what it is doing
    }
    if (relief != null) {
      relief.thread.interrupt();
    }
    waiting.clear();
    waiting.add(() -> {}); // wakes it, so that it sees that it has ended
  }
}
