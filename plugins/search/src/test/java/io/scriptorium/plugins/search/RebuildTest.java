package io.scriptorium.plugins.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.plugin.testkit.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * However an index came about, it says the same: kept while people wrote, or made anew from the
 * documents though the host's checkpoint says that the plugin was told everything.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RebuildTest {
  private static final long SEED = Long.getLong("scriptorium.seed", 1_789);

  private Optional<Path> files = Optional.empty();

  @Test
  void anIndexKeptWhilePeopleWriteSaysWhatAFreshOneSays() {
    try (TestServer<PlantedPlugin> server = scribes(SEED, 200)) {
      server.advance(Duration.ofSeconds(1));
      Path folder = server.plugin().folder();
      server.stop();
      Map<String, String> kept = IndexDump.of(folder);
      assertTrue(kept.size() > 50, kept.toString());
      assertEquals(madeAnew(server), kept, "seed " + SEED);
    }
  }

  private TestServer<PlantedPlugin> scribes(long seed, int steps) {
    TestServer<PlantedPlugin> server = TestServer.with(() -> new PlantedPlugin(files));
    Scribes scribes = new Scribes(server, seed);
    for (int step = 0; step < steps; step++) {
      scribes.step();
    }
    return server;
  }

  private Map<String, String> madeAnew(TestServer<PlantedPlugin> server) {
    if (server.isRunning()) {
      server.stop();
    }
    server.removeFolder();
    files = Optional.empty();
    return started(server);
  }

  /** What the index says a while after the plugin started again. */
  private static Map<String, String> started(TestServer<PlantedPlugin> server) {
    server.start();
    server.advance(Duration.ofSeconds(10));
    Path folder = server.plugin().folder();
    server.stop();
    return IndexDump.of(folder);
  }

  @Test
  void anIndexThatAnotherInstanceHoldsIsLeftAlone() throws IOException {
    try (TestServer<PlantedPlugin> server = scribes(SEED, 50)) {
      server.crash(3);
      server.advance(Duration.ofSeconds(1));
      Path folder = server.plugin().folder();
      try (Stream<Path> indexes = Files.list(folder)) {
        assertEquals(
            List.of("index-1", "index-2"),
            indexes.map(index -> index.getFileName().toString()).sorted().toList());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
