package io.scriptorium.engine.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands of runs with fresh seeds. {@code -Dscriptorium.simulation.seed=N} repeats one run
 * alone, {@code -Dscriptorium.simulation.edits=N} says how many edits are to be committed in all.
 */
final class SimulationTest {
  private static final long EDITS = Long.getLong("scriptorium.simulation.edits", 1_000_000);
  private static final int THREADS = 2;

  private final AtomicLong edits = new AtomicLong();
  private final AtomicLong runs = new AtomicLong();

  @Test
  @Timeout(7_200)
  void nothingIsLostAndAllEndAlike() throws Exception {
    Long only = Long.getLong("scriptorium.simulation.seed");
    if (only != null) {
      assertTrue(new Simulation(only).run() > 0);
      return;
    }
    long first = new Random().nextLong();
    System.out.println(
        "SimulationTest: " + EDITS + " edits in runs of the seeds from " + first + " on");
    AtomicLong seeds = new AtomicLong(first);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        workers.add(threads.submit(() -> runUntilEnough(seeds)));
      }
      for (Future<?> worker : workers) {
        await(worker);
      }
    }
    System.out.println("SimulationTest: " + edits + " edits in " + runs + " runs");
    assertTrue(edits.get() >= EDITS);
  }

  private void runUntilEnough(AtomicLong seeds) {
    try {
      while (edits.get() < EDITS) {
        edits.addAndGet(new Simulation(seeds.getAndIncrement()).run());
        runs.incrementAndGet();
      }
    } catch (AssertionError failure) {
      edits.set(EDITS); // the others need not go on
      throw failure;
    }
  }

  private static void await(Future<?> worker) throws InterruptedException {
    try {
      worker.get();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof AssertionError error
          ? error
          : new AssertionError(failure);
    }
  }
}
