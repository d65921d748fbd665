package io.scriptorium.web.plugin;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scriptorium.plugin.Plugin;
import io.scriptorium.web.problem.Problem;
import jakarta.ws.rs.GET;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PluginLoaderTest {
  @TempDir private Path folder;

  private PluginLoader load(String file, BuiltJar jar) throws IOException {
    return PluginLoader.open(
        file, jar.write(folder.resolve(file)), new PluginApiLoader(getClass().getClassLoader()));
  }

  @Test
  void twoPluginsHaveTwoVersionsOfOneLibrary() throws Exception {
    try (PluginLoader one = load("one.jar", usingLibrary("1.0"));
        PluginLoader two = load("two.jar", usingLibrary("2.0"))) {
      Plugin first = (Plugin) one.loadClass("of.stranger.User").getConstructor().newInstance();
      Plugin second = (Plugin) two.loadClass("of.stranger.User").getConstructor().newInstance();
      assertAll(
          () -> assertEquals("uses-1.0", first.name()),
          () -> assertEquals("uses-2.0", second.name()),
          () ->
              assertNotSame(
                  one.loadClass("some.library.Version"), two.loadClass("some.library.Version")));
    }
  }

  private static BuiltJar usingLibrary(String version) {
    return new BuiltJar()
        .source(
            "some.library.Version",
            """
            package some.library;
            public class Version {
              public static String text() { return "%s"; }
            }
            """
                .formatted(version))
        .plugin(
            "of.stranger.User",
            """
            package of.stranger;
            public class User implements io.scriptorium.plugin.Plugin {
              public String name() { return "uses-" + some.library.Version.text(); }
            }
            """);
  }

  @Test
  void pluginSeesItsInterfaceAndTheJdkAndNothingElse() throws Exception {
    try (PluginLoader loader = load("any.jar", usingLibrary("1.0"))) {
      assertAll(
          () -> assertSame(Plugin.class, loader.loadClass(Plugin.class.getName())),
          () -> assertSame(GET.class, loader.loadClass(GET.class.getName())),
          () ->
              assertSame(
                  javax.net.ssl.SSLContext.class, loader.loadClass("javax.net.ssl.SSLContext")),
          () -> assertHidden(loader, Problem.class.getName()),
          () -> assertHidden(loader, JsonMapper.class.getName()),
          () -> assertHidden(loader, jakarta.servlet.Servlet.class.getName()),
          () -> assertHidden(loader, "io.scriptorium.engine.DocumentServer"),
          () -> assertHidden(loader, "org.junit.jupiter.api.Test"));
    }
  }

  private static void assertHidden(PluginLoader loader, String name) {
    assertThrows(ClassNotFoundException.class, () -> loader.loadClass(name), name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "System.exit(3);|System.exit(3)",
        "Runtime.getRuntime().exit(4);|Runtime.exit(4)",
        "Runtime.getRuntime().halt(5);|Runtime.halt(5)",
        "java.util.function.IntConsumer end = System::exit; end.accept(6);|System.exit(6)",
        "java.util.function.IntConsumer end = Runtime.getRuntime()::halt; end.accept(7);"
            + "|Runtime.halt(7)",
        "Runnable end = () -> System.exit(8); end.run();|System.exit(8)",
        "Shape s = n > 0 ? new Round() : new Square();"
            + " for (int i = 0; i < 9; i++) { if (s.sides() + i == 8) { System.exit(i); } }"
            + "|System.exit(8)"
      })
  void endingTheProcessThrowsInstead(String code, String told) throws Exception {
    var jar =
        new BuiltJar()
            .source("of.stranger.Shape", "package of.stranger; interface Shape { int sides(); }")
            .source(
                "of.stranger.Round",
                "package of.stranger; class Round implements Shape {"
                    + " public int sides() { return 0; } }")
            .source(
                "of.stranger.Square",
                "package of.stranger; class Square implements Shape {"
                    + " public int sides() { return 4; } }")
            .source(
                "of.stranger.Ender",
                "package of.stranger; public class Ender implements java.util.function.IntConsumer"
                    + " { public void accept(int n) { "
                    + code
                    + " } }");
    try (PluginLoader loader = load("ender.jar", jar)) {
      var ender =
          (java.util.function.IntConsumer)
              loader.loadClass("of.stranger.Ender").getConstructor().newInstance();
      var refused = assertThrows(UnsupportedOperationException.class, () -> ender.accept(1));
      assertEquals("a plugin cannot end the server: " + told + " was called", refused.getMessage());
    }
  }

  @Test
  void otherMethodsOfThoseNamesAreLeftAlone() throws Exception {
    var jar =
        new BuiltJar()
            .source(
                "of.stranger.Door",
                """
                package of.stranger;
                public class Door implements java.util.function.IntSupplier {
                  static int exits;
                  static void exit(int status) { exits += status; }
                  public int getAsInt() {
                    exit(3);
                    return exits;
                  }
                }
                """);
    try (PluginLoader loader = load("door.jar", jar)) {
      var door =
          (java.util.function.IntSupplier)
              loader.loadClass("of.stranger.Door").getConstructor().newInstance();
      assertEquals(3, door.getAsInt());
    }
  }
}
