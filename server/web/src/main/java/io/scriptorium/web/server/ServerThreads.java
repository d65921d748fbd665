package io.scriptorium.web.server;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** The threads that the engine runs on. Those that sockets write on are the sockets' own. */
@Singleton
class ServerThreads {
  private static final int FEWEST_SEQUENCERS = 2;

  private final ExecutorService sequencing =
      Executors.newFixedThreadPool(
          Math.max(FEWEST_SEQUENCERS, Runtime.getRuntime().availableProcessors()),
          named("sequencer-"));
  private final ExecutorService io =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("engine-io-", 0).factory());
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(named("engine-timer-"));

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
