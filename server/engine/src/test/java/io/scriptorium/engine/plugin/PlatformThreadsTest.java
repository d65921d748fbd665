package io.scriptorium.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What computes for long falls behind, and nothing else does. */
@Timeout(60)
final class PlatformThreadsTest {
  private final HookThreads.Crew crew = HookThreads.platform().crew("test");
  private final HookThreads.Lane lane = crew.lane("hooks");
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void end() {
    over.set(true);
    lane.end();
  }

  /** Runs on the lane and says on which thread. */
  private Thread threadOfNextTask() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    lane.run(() -> thread.complete(Thread.currentThread()));
    return thread.get(10, TimeUnit.SECONDS);
  }

  /** Its rank, as the lane's next task sees it. */
  private ThreadRank rankOfNextTask() throws Exception {
    CompletableFuture<ThreadRank> rank = new CompletableFuture<>();
    lane.run(() -> rank.complete(ThreadRank.of(Niceness.caller())));
    return rank.get(10, TimeUnit.SECONDS);
  }

  @Test
  void whatTakesLongFallsBehindAndTheNextIsDoneOnAFreshThread() throws Exception {
    ClassLoader context = new ClassLoader() {};
    Thread first = threadOfNextTask();
    ThreadRank ordinary = rankOfNextTask();
    BlockingQueue<Integer> ids = new LinkedBlockingQueue<>();
    CountDownLatch back = new CountDownLatch(1);
    lane.run(() -> {
      Thread.currentThread().setContextClassLoader(context);
      ids.add(Niceness.caller());
      awaitQuietly(back);
    });
    int id = Objects.requireNonNull(ids.poll(10, TimeUnit.SECONDS));
    lane.fallBehind();
    lane.fallBehind(); // once is enough
    assertEquals(ThreadRank.behind(), ThreadRank.of(id));

    List<Integer> order = new ArrayList<>();
    lane.run(() -> order.add(1));
    lane.run(() -> order.add(2));
    back.countDown();
    Thread fresh = threadOfNextTask();
    assertNotSame(first, fresh);
    assertEquals(List.of(1, 2), order);
    assertSame(context, fresh.getContextClassLoader());
    assertEquals(ordinary, rankOfNextTask());
    first.join();
  }

  @Test
  void laneThatEndsWhileItsThreadIsAwayLeavesNoThreadButThat() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    lane.run(() -> {
      begun.countDown();
      awaitQuietly(back);
    });
    begun.await();
    lane.fallBehind();
    lane.end();
    awaitUntil(() -> crew.interruptLeftovers().size() == 1);
    back.countDown();
    awaitUntil(() -> crew.interruptLeftovers().isEmpty());
  }

  /** Has the lane start a thread that does this until the test is over; says which it is. */
  private int startOwn(Runnable again) throws InterruptedException {
    BlockingQueue<Integer> ids = new LinkedBlockingQueue<>();
    lane.run(() ->
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              ids.add(Niceness.caller());
              while (!over.get()) {
                again.run();
              }
            }));
    return Objects.requireNonNull(ids.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void threadOfThePluginsOwnThatComputesAllTheTimeFallsBehindAndOneThatWaitsDoesNot()
      throws Exception {
    int spinning = startOwn(Thread::onSpinWait);
    int waiting = startOwn(() -> awaitQuietly(new CountDownLatch(1), Duration.ofMillis(10)));
    ThreadRank ordinary = ThreadRank.of(waiting);
    awaitUntil(() -> {
      crew.tick();
      return ThreadRank.of(spinning).equals(ThreadRank.behind());
    });
    assertEquals(ordinary, ThreadRank.of(waiting));
    assertEquals(ordinary, rankOfNextTask());
    crew.giveUpLeftovers();
    assertEquals(ThreadRank.behind(), ThreadRank.of(waiting));
  }

  /** Looks as often as the host does. */
  private static void awaitUntil(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "not within 30 s");
      awaitQuietly(new CountDownLatch(1), HookGuard.TICK);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    awaitQuietly(latch, Duration.ofSeconds(30));
  }

  private static void awaitQuietly(CountDownLatch latch, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos(); left > 0; left = end - System.nanoTime()) {
      try {
        if (latch.await(left, TimeUnit.NANOSECONDS)) {
          return;
        }
      } catch (InterruptedException goesOn) {
        // As a plugin does that heeds no interrupt.
      }
    }
  }
}
