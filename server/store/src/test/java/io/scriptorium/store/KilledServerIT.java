package io.scriptorium.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.scriptorium.plugin.DocumentId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} in a loop: a process of engine and SQLite store, under load from several clients,
 * is killed at random moments and started again on the same folder. Whatever a client was told is
 * durable must be in the log, once; clients come back with their unacknowledged edit and get it in
 * once.
 *
 * <p>{@code -Dscriptorium.kills=N} kills N times (50 by default), {@code -Dscriptorium.seed=N}
 * repeats the choice of moments. What reached the operating system survives a killed process, so
 * this says nothing of power failures.
 */
class KilledServerIT {
  private static final int KILLS = Integer.getInteger("scriptorium.kills", 50);
  private static final long SEED = Long.getLong("scriptorium.seed", new Random().nextLong());

  /** How long a process may take, on a machine that has much else to do, to get to its kill. */
  private static final long PATIENCE_SECONDS = 300;

  /** After how many kills a long run says how far it is. */
  private static final int PROGRESS = 50;

  private final Random random = new Random(SEED);
  private final Map<String, Ledger> ledgers = new LinkedHashMap<>();

  @TempDir Path work;

  @Test
  void acknowledgedEditsSurviveEveryKillOnce() throws Exception {
    System.out.printf("KilledServerIT: %d kills, -Dscriptorium.seed=%d%n", KILLS, SEED);
    ledgers.put("one", new Ledger(new DocumentId("one"), List.of("a", "b", "c")));
    ledgers.put("two", new Ledger(new DocumentId("two"), List.of("a", "d")));
    ledgers.put("three", new Ledger(new DocumentId("three"), List.of("e")));
    try (SqliteStore store = open()) {
      ledgers.values().forEach(ledger -> store.catalogue().create(ledger.document(), "Title"));
    }
    int checks = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      startAndKill();
      // Now and then the next process finds the wreck as it is, and is killed while it clears up.
      if (random.nextInt(3) > 0) {
        check();
        checks++;
      }
      if (kill % PROGRESS == 0) {
        System.out.printf(
            "KilledServerIT: %d kills, %d edits acknowledged%n", kill, acknowledged());
      }
    }
    check();
    try (SqliteStore store = open()) {
      ledgers.values().forEach(ledger -> ledger.checkFromTheStart(store.changeLog()));
    }
    int acknowledged = acknowledged();
    System.out.printf(
        "KilledServerIT: %d kills, %d checks between them, %d edits acknowledged, all there once%n",
        KILLS, checks, acknowledged);
    assertTrue(acknowledged > KILLS, "the clients got to write");
    assertTrue(packed() > 0, "and the packer to pack");
  }

  private int acknowledged() {
    return ledgers.values().stream().mapToInt(Ledger::acknowledged).sum();
  }

  private long packed() throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + data().resolve("scriptorium.db"));
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sum(packed) FROM documents")) {
      return rows.getLong(1);
    }
  }

  private SqliteStore open() {
    return SqliteStore.open(data(), InstantSource.system());
  }

  private Path data() {
    return work.resolve("data");
  }

  private void check() {
    try (SqliteStore store = open()) {
      ledgers.values().forEach(ledger -> ledger.check(store.changeLog()));
    }
  }

  private void startAndKill() throws IOException, InterruptedException {
    // One in five dies while it starts; the others after some hundred sent and acked edits.
    boolean early = random.nextInt(5) == 0;
    int lines = early ? 0 : random.nextInt(1, 800);
    long micros = early ? random.nextInt(500_000) : random.nextInt(3_000);
    Process process = start();
    Executor later = CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    var _ = CompletableFuture.runAsync(process::destroyForcibly, later);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (int line = 0; line < lines; line++) {
        String reported = output.readLine();
        if (reported == null) {
          fail(
              "expected %d lines within %d s, got %d; the process ended with %d"
                  .formatted(lines, PATIENCE_SECONDS, line, process.waitFor()));
        }
        note(reported);
      }
      assertFalse(process.waitFor(micros, TimeUnit.MICROSECONDS), "it ended by itself");
      // Process.destroyForcibly would close the pipe with the last reports still in it.
      assertTrue(process.toHandle().destroyForcibly());
      output.lines().forEach(this::note);
    } finally {
      process.destroyForcibly().waitFor();
    }
    removeLibraries();
  }

  private Process start() throws IOException {
    Path libraries = Files.createDirectories(work.resolve("libraries"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dorg.sqlite.tmpdir=" + libraries,
                "-cp",
                System.getProperty("java.class.path"),
                ServerUnderLoad.class.getName(),
                data().toString(),
                Long.toString(random.nextLong()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> clients = new ArrayList<>();
    ledgers.values().forEach(ledger -> clients.addAll(ledger.input()));
    try (BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8)) {
      for (String client : clients) {
        input.write(client + "\n");
      }
    }
    return process;
  }

  /** A process that is killed cannot remove the native library that it had unpacked. */
  private void removeLibraries() throws IOException {
    try (var files = Files.list(work.resolve("libraries"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private void note(String line) {
    String[] words = line.split(" ", 5);
    switch (words[0]) {
      case "starting", "opened" -> {}
      case "sent" -> ledger(words).sent(words[2], Long.parseLong(words[3]), words[4]);
      case "acked" ->
          ledger(words).acked(words[2], Long.parseLong(words[3]), Long.parseLong(words[4]));
      default -> fail("the server under load says: " + line);
    }
  }

  private Ledger ledger(String[] words) {
    Ledger ledger = ledgers.get(words[1]);
    if (ledger == null) {
      throw new IllegalArgumentException("no document " + words[1]);
    }
    return ledger;
  }
}
