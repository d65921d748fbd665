package io.scriptorium.web.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
  private static final Probe PATIENT = new Probe(Duration.ofMinutes(1));
  @TempDir private Path folder;

  private Probe.Found ask(Probe probe, String body) throws Exception {
    var jar =
        new BuiltJar()
            .source("of.stranger.P", "package of.stranger; public class P " + body)
            .write(folder.resolve("p.jar"));
    try (var loader =
        PluginLoader.open("p.jar", jar, new PluginApiLoader(getClass().getClassLoader()))) {
      return probe.ask("of.stranger.P", loader);
    }
  }

  @Test
  void pluginSaysItsName() throws Exception {
    assertEquals("p", ask(PATIENT, plugin("")).name());
  }

  @Test
  void classThatIsNoPluginIsRefusedWithTheReason() {
    assertRefused("of.stranger.P does not implement io.scriptorium.plugin.Plugin", "{}");
    assertRefused(
        "of.stranger.P has no public constructor without parameters", plugin("public P(int n) {}"));
    assertRefused(
        "of.stranger.P cannot be made: java.lang.IllegalStateException: not today",
        plugin("public P() { throw new IllegalStateException(\"not today\"); }"));
    assertRefused(
        "of.stranger.P cannot be made: java.lang.UnsupportedOperationException: a plugin cannot end"
            + " the server: System.exit(1) was called",
        plugin("public P() { System.exit(1); }"));
  }

  @Test
  void classThatHangsIsGivenUp() {
    var refused =
        assertThrows(
            RefusedPluginException.class,
            () ->
                ask(
                    new Probe(Duration.ofMillis(200)),
                    plugin(
                        "public P() { while (!Thread.interrupted()) { Thread.onSpinWait(); } }")));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("did not come up within PT0.2S"));
  }

  private void assertRefused(String reason, String body) {
    var refused = assertThrows(RefusedPluginException.class, () -> ask(PATIENT, body));
    assertEquals(reason, refused.getMessage());
  }

  private static String plugin(String members) {
    return "implements io.scriptorium.plugin.Plugin { public String name() { return \"p\"; } "
        + members
        + " }";
  }
}
