package io.scriptorium.plugins.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process that indexes is killed, again and again, while it writes and while it still catches
 * up from the kill before. Then the index says what one says that was made anew.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillTest {
  private static final long SEED = Long.getLong("scriptorium.seed", 1_789);
  private static final int KILLS = Integer.getInteger("scriptorium.search.kills", 3);
  private static final int MOST_STEPS = 40;

  /** What the processes write on their consoles. */
  private static final String SAID = "said.txt";

  @TempDir private Path temporary;

  /** Where a process was killed, and what it has left behind. */
  private record Kill(int step, Path folder) {}

  @Test
  void aKilledIndexCatchesUpToWhatAFreshOneSays() throws Exception {
    Random random = new Random(SEED);
    List<Kill> kills = new ArrayList<>();
    for (int n = 0; n < KILLS; n++) {
      kills.add(kill(kills, random.nextInt(MOST_STEPS)));
    }
    String told = "seed " + SEED + ", killed in steps " + kills.stream().map(Kill::step).toList();
    System.out.println("KillTest: " + told);
    String said = Files.readString(temporary.resolve(SAID));
    assertFalse(said.contains("jdk.incubator.vector"), said);
    Kill last = kills.getLast();
    try (Writing writing = new Writing(SEED, last.step())) {
      writing.restartWith(Optional.empty());
      Map<String, String> fresh = writing.told();
      assertTrue(fresh.size() > 50, fresh.toString());
      writing.restartWith(Optional.of(last.folder()));
      assertEquals(fresh, writing.told(), told);
    }
  }

  /**
   * Starts a process after the ones before it and kills it so many steps later, or a little more.
   */
  private Kill kill(List<Kill> before, int later) throws IOException, InterruptedException {
    int from = before.isEmpty() ? 0 : before.getLast().step();
    Process process = start(before);
    try (var output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String folder = output.readLine();
      int step = from;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        step = Integer.parseInt(line);
        if (step >= from + later) {
          process.toHandle().destroyForcibly();
        }
      }
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
      assertTrue(step < KilledScribes.STEPS && process.exitValue() != 0, "it was not killed");
      return new Kill(step, Path.of(folder));
    }
  }

  private Process start(List<Kill> before) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                KilledScribes.class.getName(),
                Long.toString(SEED)));
    command.add(before.isEmpty() ? "0" : Integer.toString(before.getLast().step()));
    if (!before.isEmpty()) {
      command.add(before.getLast().folder().toString());
    }
    File said = temporary.resolve(SAID).toFile();
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(said))
        .start();
  }
}
