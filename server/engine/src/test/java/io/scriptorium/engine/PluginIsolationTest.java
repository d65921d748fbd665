package io.scriptorium.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.Workshop.Typist;
import io.scriptorium.engine.plugin.PluginPackage;
import io.scriptorium.engine.plugin.PluginStatus;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Bad plugins, one at a time, beside a good one: people go on typing, the good one goes on hearing,
 * and the bad one is quarantined for its reason, then started afresh.
 */
@Timeout(120)
final class PluginIsolationTest {
  private final Workshop workshop = new Workshop();
  private final AtomicLong heard = new AtomicLong();

  /** What the good plugin does: hears of every change. */
  private final class Good implements Plugin {
    @Override
    public String name() {
      return "good";
    }

    @Override
    public Decision review(Submission submission, Snapshot before) {
      return Decision.accept();
    }

    @Override
    public void onChange(DocumentId document, Change change, Snapshot after) {
      heard.accumulateAndGet(change.revision().number(), Math::max);
    }
  }

  /** A plugin that is bad in some hook. */
  private abstract static class Bad implements Plugin {
    @Override
    public String name() {
      return "bad";
    }
  }

  /** Hangs for good, whoever interrupts; without keeping a core from the tests that come after. */
  private static void hang() {
    while (true) {
      LockSupport.park();
      var _ = Thread.interrupted();
    }
  }

  @BeforeEach
  void startTheGoodOne() {
    workshop.install("good", Good::new);
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private void everybodyElseGoesOn(int edits) {
    Typist ben = workshop.new Typist("ben");
    ben.type(edits);
    workshop.await(() -> heard.get() == ben.revision(), () -> "the good one, at " + heard);
    assertTrue(workshop.state("good") instanceof PluginStatus.State.Running);
  }

  private void comesBack() {
    workshop.await(
        () -> workshop.state("bad") instanceof PluginStatus.State.Running,
        () -> "the bad one to come back, it is " + workshop.state("bad"));
  }

  @Test
  void oneThatThrowsInEveryHook() {
    AtomicInteger made = new AtomicInteger();
    workshop.install(
        "bad",
        () -> {
          int instance = made.incrementAndGet();
          return new Bad() {
            @Override
            public Decision review(Submission submission, Snapshot before) {
              return failing(instance) ? Decision.reject("never") : Decision.accept();
            }

            @Override
            public void onChange(DocumentId document, Change change, Snapshot after) {
              failing(instance);
            }

            private boolean failing(int which) {
              if (which == 1) {
                throw new AssertionError("every time");
              }
              return false;
            }
          };
        });
    everybodyElseGoesOn(30);
    assertTrue(workshop.status("bad").failures() >= 20);
    comesBack();
    assertTrue(made.get() >= 2);
  }

  @Test
  void oneThatHangsInReview() {
    AtomicInteger asked = new AtomicInteger();
    workshop.install(
        "bad",
        () ->
            new Bad() {
              @Override
              public Decision review(Submission submission, Snapshot before) {
                asked.incrementAndGet();
                hang();
                return Decision.accept();
              }
            });
    Typist anna = workshop.new Typist("anna");
    anna.type(3);
    assertTrue(asked.get() <= 2, () -> "one that hangs is not asked again, but was " + asked);
    assertTrue(workshop.quarantined("bad").contains("review did not return"));
    everybodyElseGoesOn(3);
  }

  @Test
  void oneThatHungInReviewIsWaitedForAgainOnlyAfterTwentyAnswers() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger answered = new AtomicInteger();
    Semaphore answers = new Semaphore(0);
    workshop.install(
        "bad",
        () -> {
          boolean first = made.incrementAndGet() == 1;
          return new Bad() {
            @Override
            public Decision review(Submission submission, Snapshot before) {
              asked.incrementAndGet();
              if (first) {
                hang();
              }
              answers.acquireUninterruptibly();
              return answered.incrementAndGet() <= 20 ? Decision.reject("no") : Decision.accept();
            }
          };
        });
    Typist anna = workshop.new Typist("anna");
    anna.type(1);
    assertTrue(workshop.quarantined("bad").contains("review did not return"));
    comesBack();
    anna.type(2); // the one has no answer yet, and nobody is asked about the other
    assertEquals(2, asked.get());
    answers.release(1_000);
    workshop.await(
        () -> {
          anna.type(); // whatever the first twenty answers are
          return answered.get() > 20;
        },
        () -> "the trial to end, at " + answered);
    int before = answered.get();
    anna.type(5);
    assertEquals(before + 5, answered.get());
    comesBack();
  }

  @Test
  void oneThatHangsInOnChange() {
    AtomicInteger made = new AtomicInteger();
    AtomicLong reached = new AtomicLong();
    workshop.install(
        "bad",
        () -> {
          int instance = made.incrementAndGet();
          return new Bad() {
            @Override
            public void onChange(DocumentId document, Change change, Snapshot after) {
              if (instance == 1) {
                hang();
              }
              reached.set(change.revision().number());
            }
          };
        });
    everybodyElseGoesOn(10);
    assertTrue(workshop.quarantined("bad").contains("onChange did not return"));
    workshop.await(() -> reached.get() == 10, () -> "the second instance, at " + reached);
  }

  @Test
  void oneThatHangsInStart() {
    AtomicInteger made = new AtomicInteger();
    workshop
        .server
        .plugins()
        .install(
            PluginPackage.builtIn(
                "bad",
                () -> {
                  boolean first = made.incrementAndGet() == 1;
                  return new Bad() {
                    @Override
                    public void start(PluginContext context) {
                      if (first) {
                        hang();
                      }
                    }
                  };
                }));
    everybodyElseGoesOn(10);
    assertTrue(workshop.quarantined("bad").contains("start did not return"));
    comesBack();
  }

  @Test
  void oneThatIsSlowInReview() {
    workshop.install(
        "bad",
        () ->
            new Bad() {
              @Override
              public Decision review(Submission submission, Snapshot before) {
                long end = System.nanoTime() + 30_000_000;
                while (System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
                return Decision.accept();
              }
            });
    Typist anna = workshop.new Typist("anna");
    anna.type(30);
    assertEquals("review", workshop.status("bad").lastFailure().orElseThrow().hook());
    everybodyElseGoesOn(10);
  }

  @Test
  void oneThatFloodsItsChannel() {
    workshop.install(
        "bad",
        () ->
            new Bad() {
              @Override
              public void start(PluginContext context) {
                context
                    .schedule()
                    .every(
                        Duration.ofMillis(1),
                        () -> {
                          for (int i = 0; i < 10_000; i++) {
                            context.channel().toEveryone("\"flood\"");
                          }
                        });
              }
            });
    everybodyElseGoesOn(20);
    workshop.await(
        () ->
            workshop
                .status("bad")
                .lastFailure()
                .filter(failure -> failure.message().startsWith("floods its channel"))
                .isPresent(),
        () -> "the flood to end it: " + workshop.status("bad"));
    assertTrue(workshop.status("bad").dropped() >= 10_000);
    assertTrue(workshop.state("bad") instanceof PluginStatus.State.Quarantined);
  }

  @Test
  void oneThatLeavesThreads() {
    AtomicInteger made = new AtomicInteger();
    workshop.install(
        "bad",
        () ->
            new Bad() {
              @Override
              public void start(PluginContext context) {
                if (made.incrementAndGet() == 1) {
                  for (int i = 0; i < 3; i++) {
                    Thread.ofPlatform().daemon().name("left-" + i).start(PluginIsolationTest::hang);
                  }
                }
              }
            });
    workshop.server.plugins().restart("bad");
    workshop.await(
        () -> workshop.status("bad").leftoverThreads().size() == 3,
        () -> "three threads to be reported: " + workshop.status("bad").leftoverThreads());
    comesBack();
    everybodyElseGoesOn(5);
  }

  @Test
  void oneThatRunsOutOfMemory() {
    AtomicInteger made = new AtomicInteger();
    workshop.install(
        "bad",
        () -> {
          boolean first = made.incrementAndGet() == 1;
          return new Bad() {
            @Override
            public void onChange(DocumentId document, Change change, Snapshot after) {
              if (first) {
                long[][] much = new long[Integer.MAX_VALUE - 8][];
                assertFalse(much.length == 0);
                for (int i = 0; i < much.length; i++) {
                  much[i] = new long[Integer.MAX_VALUE - 8];
                }
              }
            }
          };
        });
    everybodyElseGoesOn(5);
    workshop.await(
        () -> workshop.status("bad").lastFailure().isPresent(), () -> "the bad one to fail");
    assertTrue(
        workshop.status("bad").lastFailure().orElseThrow().message().contains("OutOfMemory"));
    comesBack();
  }
}
