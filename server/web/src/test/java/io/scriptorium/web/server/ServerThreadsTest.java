package io.scriptorium.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server's threads are the server's, whoever is the first to need them. */
final class ServerThreadsTest {
  private final ServerThreads threads = new ServerThreads();
  private final ThreadGroup plugins = new ThreadGroup("plugin");

  @AfterEach
  void shutdown() {
    threads.shutdown();
  }

  @Test
  void noneIsStartedInThePluginsGroupThatNeedsThemFirst() throws Exception {
    for (ExecutorService pool : new ExecutorService[] {threads.sequencing(), threads.timer()}) {
      CompletableFuture<ThreadGroup> group = new CompletableFuture<>();
      Thread asking =
          Thread.ofPlatform()
              .group(plugins)
              .start(() ->
                  pool.execute(() -> group.complete(Thread.currentThread().getThreadGroup())));
      assertNotSame(plugins, group.get(10, TimeUnit.SECONDS));
      asking.join();
      assertEquals(0, plugins.activeCount());
    }
  }
}
