package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whoever follows "Your first plugin" ends with a plugin that works, in a server that runs already;
 * and can break it, bring it back and take it away while people type.
 */
class FirstPluginIT {
  private static final String NAME = "applause";
  private static final String JAR = "applause-1.0.jar";

  @Test
  void whatThePageSaysMakesAPluginThatRuns(@TempDir Path temporary) throws Exception {
    var root = Tutorial.root();
    var folder = Files.createDirectory(temporary.resolve(NAME));
    try (var server = ServerProcess.start(temporary.resolve("data"));
        var rest = new Rest(server.base())) {
      var repository = root.resolve("server/web/target/tutorial-repository");
      var tutorial = new Tutorial(root, folder, server.plugins(), repository);
      assertEquals(5, tutorial.blocks().stream().filter(it -> !it.path().isEmpty()).count());
      tutorial.follow();
      var document = rest.create("typed in");
      try (var ada = Typist.start(server.base(), document, "a");
          var ben = Typist.start(server.base(), document, "b")) {
        var typists = List.of(ada, ben);
        runsBreaksComesBackAndGoes(server, rest, typists);
        for (var typist : typists) {
          typist.stop();
        }
        Typist.assertComplete(rest.text(document), typists);
      }
    }
    var report = folder.resolve("target/surefire-reports/org.example.applause.ApplauseTest.txt");
    assertTrue(Files.readString(report).contains("Tests run: 9, Failures: 0, Errors: 0"));
  }

  private static void runsBreaksComesBackAndGoes(
      ServerProcess server, Rest rest, List<Typist> typists) throws Exception {
    var lists = new PluginLists(rest);
    var jar = server.plugins().resolve(JAR);
    PluginLists.await(
        () -> lists.plugin(NAME).isPresent(), () -> rest.get("/api/admin/plugins").body());
    typists.forEach(typist -> typist.goesOn(20));
    var module = lists.plugin(NAME).orElseThrow().path("module").stringValue("");
    assertTrue(rest.get(module).body().contains("export function activateDocument"), module);
    var clapped = rest.create("clapped in");
    assertEquals(List.of(0, 1, 2), claps(server, clapped, 2));

    byte[] whole = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2)); // as a broken download leaves it
    lists.awaitRefusal(JAR, "it is no jar");
    PluginLists.await(
        () -> lists.plugin(NAME).isEmpty(), () -> rest.get("/api/admin/plugins").body());
    typists.forEach(typist -> typist.goesOn(20));

    Files.write(jar, whole);
    PluginLists.await(
        () -> lists.plugin(NAME).isPresent(), () -> rest.get("/api/admin/plugins").body());
    assertEquals(List.of(2, 3), claps(server, clapped, 1), "what it had stored is there again");

    Files.delete(jar);
    PluginLists.await(
        () -> lists.report(NAME).isEmpty() && lists.report(JAR).isEmpty(),
        () -> rest.get("/api/admin/plugins").body());
    typists.forEach(typist -> typist.goesOn(20));
  }

  /** Opens a document and claps; gives back every number that the plugin says. */
  private static List<Integer> claps(ServerProcess server, String document, int times) {
    try (var wire = Wire.to(server.base(), document)) {
      wire.join("clapping");
      var first = number(wire.take("plugin"));
      List<Integer> said = new ArrayList<>(List.of(first));
      for (int clap = 0; clap < times; clap++) {
        wire.send("{\"type\":\"plugin\",\"plugin\":\"applause\",\"body\":\"clap\"}");
        said.add(number(wire.take("plugin")));
      }
      return said;
    }
  }

  private static int number(JsonNode message) {
    assertEquals(NAME, message.path("plugin").stringValue(""));
    return message.path("body").intValue(-1);
  }
}
