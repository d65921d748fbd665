package io.scriptorium.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadersTest {
  @Test
  void threadThatReadsIsNotThePluginsThatReadsFirst(@TempDir Path folder) throws Exception {
    SqliteDatabase database = new SqliteDatabase(folder.resolve("read.db"), Duration.ofSeconds(1));
    database.prepare(Migrations.PLUGIN);
    ThreadGroup plugin = new ThreadGroup("plugin");
    CompletableFuture<ThreadGroup> reading = new CompletableFuture<>();
    try (GroupCommit writer = new GroupCommit(database);
        Readers readers = new Readers(database, writer)) {
      Thread.ofPlatform()
          .group(plugin)
          .start(() -> readers.read(_ -> reading.complete(Thread.currentThread().getThreadGroup())))
          .join();
      assertNotSame(plugin, reading.get(10, TimeUnit.SECONDS));
      assertEquals(0, plugin.activeCount());
    }
  }
}
