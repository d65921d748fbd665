package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The browser client's sync core under a network that fails on purpose, against the real server,
 * which is killed once on the way: {@code npm run test:chaos}, whose README says what it checks.
 */
class ChaosIT {
  private static final long LIMIT_MINUTES = 10;

  @Test
  void browsersAgreeWhateverTheNetworkAndTheServerDo(@TempDir Path work) throws Exception {
    Path data = Files.createDirectory(work.resolve("data"));
    try (ServerProcess server = ServerProcess.start(data);
        Rest rest = new Rest(server.base())) {
      var npm =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "build/Npm.java",
              "test:chaos");
      npm.directory(Path.of("..", "..", "client-web").toFile());
      npm.environment().put("SCRIPTORIUM_URL", server.base().toString());
      // Not this process's own streams: over those it talks with the build.
      Path said = work.resolve("chaos.log");
      Process chaos = npm.redirectErrorStream(true).redirectOutput(said.toFile()).start();
      chaos.getOutputStream().close();
      try {
        awaitEdits(rest, chaos);
        server.kill();
        server.restart();
        assertTrue(chaos.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES), "the chaos does not end");
        String words = Files.readString(said);
        assertEquals(0, chaos.exitValue(), words);
        words.lines().filter(line -> line.contains("CHAOS")).forEach(System.out::println);
      } finally {
        chaos.descendants().forEach(ProcessHandle::destroyForcibly);
        chaos.destroyForcibly();
      }
    }
  }

  private static void awaitEdits(Rest rest, Process chaos) {
    while (Rest.parse(rest.get("/api/documents"))
        .path("documents")
        .valueStream()
        .noneMatch(document -> document.path("revision").longValue(0) > 20)) {
      assertTrue(chaos.isAlive(), "the chaos ended before it began");
    }
  }
}
