package io.scriptorium.web.server;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that the engine runs on. Those that sockets write on are the sockets' own. */
@Singleton
class ServerThreads {
  private static final int FEWEST_SEQUENCERS = 2;

  private final ThreadPoolExecutor sequencing = sequencers();
  private final ExecutorService io =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("engine-io-", 0).factory());
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, named("engine-timer-"));

  /**
   * Starts the threads at once: a thread takes over the group, the rank and the class loader of
   * whoever starts it, and who submits first may be a plugin, whose end would be the thread's.
   */
  ServerThreads() {
    sequencing.prestartAllCoreThreads();
    timer.prestartAllCoreThreads();
  }

  private static ThreadPoolExecutor sequencers() {
    int threads = Math.max(FEWEST_SEQUENCERS, Runtime.getRuntime().availableProcessors());
    return new ThreadPoolExecutor(
        threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("sequencer-"));
  }

  private static ThreadFactory named(String prefix) {
    return Thread.ofPlatform().daemon().name(prefix, 0).factory();
  }

  /** Runs documents: its tasks never block. */
  ExecutorService sequencing() {
    return sequencing;
  }

  /** Runs what blocks. */
  ExecutorService io() {
    return io;
  }

  /** Runs what is for later. */
  ScheduledExecutorService timer() {
    return timer;
  }

  @PreDestroy
  void shutdown() {
    timer.shutdownNow();
    sequencing.shutdown();
    io.shutdown();
  }
}
