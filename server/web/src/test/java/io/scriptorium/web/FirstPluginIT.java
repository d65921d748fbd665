package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever follows "Your first plugin" ends with a plugin that works. */
class FirstPluginIT {
  @Test
  void whatThePageSaysMakesAPlugin(@TempDir Path temporary) throws Exception {
    var root = Tutorial.root();
    var plugins = temporary.resolve("plugins");
    var folder = Files.createDirectory(temporary.resolve("applause"));
    var repository = root.resolve("server/web/target/tutorial-repository");
    var tutorial = new Tutorial(root, folder, plugins, repository);
    assertEquals(5, tutorial.blocks().stream().filter(it -> !it.path().isEmpty()).count());
    tutorial.follow();
    try (var jar = new JarFile(plugins.resolve("applause-1.0.jar").toFile())) {
      var manifest = jar.getManifest().getMainAttributes();
      assertEquals("1", manifest.getValue("Scriptorium-Plugin-Api"));
      for (var entry :
          List.of(
              "META-INF/services/io.scriptorium.plugin.Plugin",
              "META-INF/scriptorium/web/plugin.js",
              "org/example/applause/Applause.class")) {
        assertTrue(jar.getEntry(entry) != null, () -> "the jar has no " + entry);
      }
    }
    var report = folder.resolve("target/surefire-reports/org.example.applause.ApplauseTest.txt");
    assertTrue(Files.readString(report).contains("Tests run: 8, Failures: 0, Errors: 0"));
  }
}
