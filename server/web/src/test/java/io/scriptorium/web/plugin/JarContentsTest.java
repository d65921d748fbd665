package io.scriptorium.web.plugin;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scriptorium.plugin.PluginApi;
import io.scriptorium.web.page.PageFile;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarContentsTest {
  @TempDir private Path folder;

  private JarContents read(BuiltJar jar) throws Exception {
    try (InputStream in = Files.newInputStream(jar.write(folder.resolve("some.jar")))) {
      return JarContents.read(in);
    }
  }

  private static BuiltJar complete() {
    return new BuiltJar()
        .says("Implementation-Title", "Word count")
        .says("Implementation-Version", "1.2.3")
        .file(JarContents.SERVICE_FILE, "# the plugin\nof.stranger.Counter # it counts\n\n");
  }

  @Test
  void manifestAndServiceFileAreRead() throws Exception {
    JarContents contents =
        read(complete().says(JarContents.SERVES, "search, find").web("plugin.js", "export {}"));
    assertAll(
        () -> assertEquals(Optional.of("Word count"), contents.title()),
        () -> assertEquals(Optional.of("1.2.3"), contents.version()),
        () -> assertEquals(Set.of("search", "find"), contents.serves()),
        () -> assertEquals("of.stranger.Counter", contents.provider()),
        () -> assertEquals(Set.of("plugin.js"), contents.webFiles().keySet()));
  }

  @Test
  void fileBesideAnotherMayBeThatOnePacked() throws Exception {
    JarContents contents =
        read(
            complete()
                .web("plugin.js", "export {}")
                .web("plugin.js.br", "packed")
                .web("alone.br", "a file like any other"));
    assertEquals(Set.of("plugin.js", "alone.br"), contents.webFiles().keySet());
    PageFile module = Objects.requireNonNull(contents.webFiles().get("plugin.js"));
    assertEquals("br", module.packed().getFirst().coding());
  }

  @Test
  void jarForAnotherInterfaceIsRefused() throws Exception {
    assertRefused(
        "it was built for version 2 of the plugin interface, expected Scriptorium-Plugin-Api: 1",
        complete().says(PluginApi.MANIFEST_ENTRY, "2"));
    assertRefused(
        "its manifest does not say which plugin interface it was built for: expected"
            + " Scriptorium-Plugin-Api: 1",
        complete().saysNothingOf(PluginApi.MANIFEST_ENTRY));
  }

  @Test
  void jarWithoutOneProviderIsRefused() throws Exception {
    assertRefused(
        "it has no META-INF/services/io.scriptorium.plugin.Plugin that names its class",
        new BuiltJar());
    assertRefused(
        "META-INF/services/io.scriptorium.plugin.Plugin names 2 classes (a.B, c.D): a jar holds one"
            + " plugin",
        new BuiltJar().file(JarContents.SERVICE_FILE, "a.B\nc.D\n"));
  }

  private void assertRefused(String reason, BuiltJar jar) throws Exception {
    JarContents contents = read(jar);
    var refused = assertThrows(RefusedPluginException.class, contents::provider);
    assertEquals(reason, refused.getMessage());
  }
}
