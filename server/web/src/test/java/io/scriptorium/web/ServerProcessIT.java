package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessIT {
  @Test
  void stoppedServerThatWasUpgradedComesBackAsTheNewOne(@TempDir Path folder) throws Exception {
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"));
        Rest rest = new Rest(server.base());
        var deployed = new DeployedWar(folder.resolve("before.war"))) {
      Set<String> shipped = plugins(rest);
      assertTrue(shipped.contains("presence"), shipped::toString);
      server.stop();
      deployed.removePlugin("presence");
      server.restart();
      assertEquals(200, rest.get("/").statusCode());
      shipped.remove("presence");
      assertEquals(shipped, plugins(rest));
    }
  }

  @Test
  void serverWithABadSettingSaysSoAndEnds(@TempDir Path folder) throws Exception {
    ServerProcess.Refusal refusal =
        ServerProcess.refusal(folder, Map.of("SCRIPTORIUM_ACCESS", "anybody"));
    assertEnded(refusal, "the setting scriptorium.access is \"anybody\", expected one of");
  }

  @Test
  void serverWithoutItsDataFolderSaysSoAndEnds(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertEnded(ServerProcess.refusal(file, Map.of()), "The data folder " + file);
  }

  private static void assertEnded(ServerProcess.Refusal refusal, String reason) {
    String words = refusal.words();
    assertTrue(words.contains("Scriptorium cannot start: " + reason), words);
    assertFalse(words.contains("\tat "), words);
    assertEquals(78, refusal.status(), words);
  }

  /** The names of all, as the administrator sees them, be they running or starting still. */
  private static Set<String> plugins(Rest rest) {
    HttpResponse<String> answer = rest.get("/api/admin/plugins");
    assertEquals(200, answer.statusCode(), answer::body);
    return Rest.parse(answer).path("plugins").values().stream()
        .map(plugin -> plugin.path("name").stringValue(""))
        .collect(Collectors.toSet());
  }
}
