package io.scriptorium.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Threads 1 and 2, and how much of each look's time they compute. */
final class ProcessorUseTest {
  private static final long LOOK_NANOS = HookGuard.TICK.toNanos();

  private final Map<Long, Long> nanos = new HashMap<>(Map.of(1L, 0L, 2L, 0L));
  private final ProcessorUse use = new ProcessorUse(thread -> nanos.getOrDefault(thread, -1L));

  /** A look after these shares of a core; says who is told. */
  private Set<Long> look(double first, double second) {
    nanos.merge(1L, (long) (LOOK_NANOS * first), Long::sum);
    nanos.merge(2L, (long) (LOOK_NANOS * second), Long::sum);
    return use.look(List.of(1L, 2L));
  }

  /** How many looks it takes until the first thread is told; at most so many. */
  private int looksUntilTold(double share, int most) {
    int looks = 1;
    while (looks < most && look(share, 0).isEmpty()) {
      looks++;
    }
    return looks;
  }

  @Test
  void threadThatComputesAllTheTimeIsToldWithinASecondAndOnce() {
    assertTrue(looksUntilTold(1, 100) <= 10);
    for (int i = 0; i < 100; i++) {
      assertEquals(Set.of(), look(1, 0));
    }
  }

  @Test
  void threadThatSharesItsCoreIsToldAFewLooksLater() {
    int looks = looksUntilTold(0.5, 100);
    assertTrue(looks > 10 && looks <= 30, () -> "took " + looks);
  }

  @Test
  void threadThatComputesAQuarterOfTheTimeIsLeftAlone() {
    for (int i = 0; i < 1_000; i++) {
      assertEquals(Set.of(), look(0.25, 0.3));
    }
  }

  @Test
  void bothAreToldAndWhatTheyDidBeforeTheFirstLookDoesNotCount() {
    nanos.put(1L, 1_000 * LOOK_NANOS);
    assertEquals(Set.of(), look(1, 0));
    for (int i = 0; i < 2; i++) {
      assertEquals(Set.of(), look(1, 1));
    }
    Set<Long> told = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      told.addAll(look(1, 1));
    }
    assertEquals(Set.of(1L, 2L), told);
  }
}
