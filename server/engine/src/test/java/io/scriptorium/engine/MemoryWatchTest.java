package io.scriptorium.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.scriptorium.engine.plugin.PluginPackage;
import io.scriptorium.engine.plugin.PluginStatus;
import io.scriptorium.engine.plugin.PluginStatus.State;
import io.scriptorium.plugin.Plugin;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When memory is short, the plugin that has allocated most of late is given up, and no other. */
final class MemoryWatchTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final Duration LOOK = Duration.ofMillis(100);

  private final TestServer server = new TestServer();
  private final Map<String, Integer> started = new HashMap<>();

  @BeforeEach
  void install() {
    for (String name : new String[] {"greedy", "hungry", "modest"}) {
      server.server.plugins().install(PluginPackage.builtIn(name, () -> plugin(name)));
    }
    server.settle();
  }

  private Plugin plugin(String name) {
    started.merge(name, 1, Integer::sum);
    return () -> name;
  }

  private State state(String plugin) {
    return server.server.plugins().status(plugin).map(PluginStatus::state).orElseThrow();
  }

  private void runs(String plugin) {
    assertInstanceOf(State.Running.class, state(plugin), plugin);
  }

  private String givenUp(String plugin) {
    return assertInstanceOf(State.Quarantined.class, state(plugin), plugin).reason();
  }

  private void allocate() {
    server.threads.allocate("greedy", 300 * MEBIBYTE);
    server.threads.allocate("hungry", 200 * MEBIBYTE);
    server.threads.allocate("modest", 10 * MEBIBYTE);
  }

  @Test
  void nobodyIsGivenUpWhileThereIsMemory() {
    for (int i = 0; i < 100; i++) {
      allocate();
      server.pass(LOOK);
    }
    runs("greedy");
    runs("hungry");
    runs("modest");
  }

  @Test
  void whoHasAllocatedMostIsGivenUpAndStartedAfresh() {
    allocate();
    server.threads.memoryShort(16 * MEBIBYTE);
    server.pass(LOOK);
    assertEquals(
        "the server's memory is nearly used up, and it has allocated most of late: 300 MB",
        givenUp("greedy"));
    runs("hungry");
    runs("modest");

    server.threads.memoryAmple();
    server.pass(Duration.ofSeconds(50));
    givenUp("greedy");
    server.pass(Duration.ofSeconds(11));
    runs("greedy");
    assertEquals(Map.of("greedy", 2, "hungry", 1, "modest", 1), started);
  }

  @Test
  void nextOneIsGivenUpOnlyIfThatDidNotHelp() {
    allocate();
    server.threads.memoryShort(16 * MEBIBYTE);
    server.pass(LOOK);
    server.pass(Duration.ofSeconds(9));
    runs("hungry");
    server.pass(Duration.ofSeconds(2));
    givenUp("hungry");
    server.pass(Duration.ofSeconds(60));
    runs("modest");
    assertEquals(1, started.get("modest"));
  }

  @Test
  void whatWasAllocatedLongAgoDoesNotCount() {
    allocate();
    server.pass(Duration.ofMinutes(1));
    server.threads.allocate("modest", 40 * MEBIBYTE);
    server.threads.memoryShort(16 * MEBIBYTE);
    server.pass(LOOK);
    givenUp("modest");
    runs("greedy");
  }

  @Test
  void whoAllocatedLittleOfItIsNotTheCause() {
    allocate();
    server.threads.memoryShort(301 * MEBIBYTE);
    server.pass(LOOK);
    runs("greedy");
    server.threads.memoryShort(250 * MEBIBYTE);
    server.pass(LOOK);
    givenUp("greedy");
    runs("hungry");
  }

  @Test
  void nobodyIsGivenUpForWhatTheServerItselfHolds() {
    server.threads.allocate("greedy", 10 * MEBIBYTE);
    server.threads.memoryShort(16 * MEBIBYTE);
    server.pass(Duration.ofMinutes(1));
    runs("greedy");
  }
}
