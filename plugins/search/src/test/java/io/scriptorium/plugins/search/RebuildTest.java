package io.scriptorium.plugins.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.plugin.testkit.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
  private static final int DAMAGES = Integer.getInteger("scriptorium.search.damages", 12);

  @Test
  void anIndexKeptWhilePeopleWriteSaysWhatAFreshOneSays() {
    try (Writing writing = new Writing(SEED, 200)) {
      Map<String, String> kept = writing.told();
      assertTrue(kept.size() > 50, kept.toString());
      writing.restartWith(Optional.empty());
      assertEquals(writing.told(), kept, "seed " + SEED);
    }
  }

  @Test
  void aDamagedIndexIsMadeAnew() throws IOException {
    Random random = new Random(SEED);
    try (Writing writing = new Writing(SEED, 60)) {
      writing.restartWith(Optional.empty());
      Map<String, String> fresh = writing.told();
      for (int round = 0; round < DAMAGES; round++) {
        Path index = writing.folder().resolve("index-1");
        writing.stop();
        String damage = damage(index, random);
        writing.start();
        String told = "seed " + SEED + ", round " + round + ": " + damage;
        assertEquals(fresh, writing.told(), told);
      }
    }
  }

  /** Cuts off, deletes or garbles one of the index's files. */
  private static String damage(Path index, Random random) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(index)) {
      all = files.filter(file -> !file.endsWith("write.lock")).sorted().toList();
    }
    Path file = all.get(random.nextInt(all.size()));
    byte[] bytes = Files.readAllBytes(file);
    int at = random.nextInt(bytes.length);
    String what;
    switch (random.nextInt(4)) {
      case 0 -> {
        what = "cut off at " + at;
        Files.write(file, Arrays.copyOf(bytes, at));
      }
      case 1 -> {
        what = "deleted";
        Files.delete(file);
      }
      case 2 -> {
        what = "emptied";
        Files.write(file, new byte[bytes.length]);
      }
      default -> {
        what = "garbled at " + at;
        bytes[at] ^= (byte) (1 + random.nextInt(255));
        Files.write(file, bytes);
      }
    }
    return file.getFileName() + " " + what;
  }

  @Test
  void anIndexThatAnotherInstanceHoldsIsLeftAlone() throws IOException {
    try (TestServer<PlantedPlugin> server =
        TestServer.with(() -> new PlantedPlugin(Optional.empty()))) {
      Scribes scribes = new Scribes(server, SEED);
      for (int step = 0; step < 50; step++) {
        scribes.step();
      }
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
