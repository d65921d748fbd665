package io.scriptorium.web.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.engine.Limits;
import io.scriptorium.plugin.Role;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  /** {@code ./mvnw} puts them elsewhere, and the page tells of that. */
  private static final Set<String> FOLDERS = Set.of("scriptorium.data", "scriptorium.plugins");

  @Test
  void shippedPropertiesAreTheEnginesDefaults() throws IOException {
    Settings settings = Settings.read(config(Map.of()));
    assertAll(
        () -> assertEquals(Limits.defaults(), settings.limits()),
        () -> assertEquals(PictureLimits.defaults(), settings.pictures()),
        () -> assertEquals(Optional.of(Role.EDITOR), settings.guestRole()),
        () -> assertEquals(Set.of(), settings.allowedOrigins()),
        () -> assertEquals(Duration.ofSeconds(20), settings.pingInterval()),
        () -> assertEquals(Duration.ofSeconds(60), settings.pingTimeout()),
        () -> assertEquals(AccessSetting.ASK, settings.access()),
        () -> assertEquals(Optional.empty(), settings.reachedByOthers()),
        () -> assertFalse(settings.signUp()),
        () -> assertEquals(Administrators.LOCAL, settings.administrators()),
        () -> assertEquals(Path.of(".scriptorium").toAbsolutePath(), settings.dataFolder()),
        () ->
            assertEquals(
                Path.of(".scriptorium/plugins").toAbsolutePath(), settings.pluginsFolder()));
  }

  @Test
  void serverThatOthersReachSaysWhomItLetsIn() throws IOException {
    var refused =
        assertThrows(
            SettingsException.class,
            () ->
                Settings.read(
                    config(Map.of("scriptorium.https.host", "*", "scriptorium.access", "local"))));
    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith("the setting scriptorium.https.host is \"*\", where others reach this"),
        refused::getMessage);
    for (AccessSetting mode :
        Set.of(AccessSetting.ASK, AccessSetting.OPEN, AccessSetting.ACCOUNTS)) {
      String word = mode.name().toLowerCase(Locale.ROOT);
      Settings settings =
          Settings.read(config(Map.of("scriptorium.https.host", "*", "scriptorium.access", word)));
      assertEquals(mode, settings.access());
      assertEquals(Optional.ofNullable(refused.getMessage()), settings.reachedByOthers());
    }
    assertEquals(
        Optional.empty(),
        Settings.read(config(Map.of("scriptorium.http.host", "127.0.0.1"))).reachedByOthers());
  }

  @Test
  void guestsMayBeKeptOutAndOriginsLetIn() throws IOException {
    Settings settings =
        Settings.read(
            config(
                Map.of(
                    "scriptorium.guest.role", "none",
                    "scriptorium.origins", "https://a.example, HTTP://B.example:8080")));
    assertAll(
        () -> assertEquals(Optional.empty(), settings.guestRole()),
        () ->
            assertEquals(
                Set.of(
                    new Origin("https", "a.example", 443), new Origin("http", "b.example", 8080)),
                settings.allowedOrigins()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scriptorium.limit.frame-bytes|many|a whole number from 1024 to 67108864",
        "scriptorium.limit.frame-bytes|0|a whole number from 1024 to 67108864",
        "scriptorium.deleted.days|-1|a whole number from 0 to 36500",
        "scriptorium.limit.write-timeout|10|a duration such as PT30S or PT5M, at least PT0.1S",
        "scriptorium.ping.timeout|PT1S|a duration such as PT30S or PT5M, at least PT20S",
        "scriptorium.guest.role|owner|one of editor, viewer, none",
        "scriptorium.administrators|me|one of local, everybody, nobody",
        "scriptorium.origins|example.org|origins such as https://example.org, by commas"
      })
  void badValueIsNamedWithWhatWasExpected(String name, String value, String expected) {
    var refused =
        assertThrows(SettingsException.class, () -> Settings.read(config(Map.of(name, value))));
    assertEquals(
        "the setting " + name + " is \"" + value + "\", expected " + expected,
        refused.getMessage());
  }

  @Test
  void documentationNamesEverySettingWithItsDefault() throws IOException {
    String page = Files.readString(Path.of("../../src/site/markdown/running.md"));
    shipped()
        .forEach((name, value) -> {
          if (name.toString().startsWith("scriptorium.") && !FOLDERS.contains(name.toString())) {
            String cell = value.toString().replaceFirst("^([A-Za-z].*)$", "`$1`");
            String row = ("| `" + name + "` | " + cell).strip() + " |";
            assertTrue(page.contains(row), () -> "the page has no row that begins " + row);
          }
        });
  }

  private static Properties shipped() throws IOException {
    var properties = new Properties();
    try (var in =
        new FileInputStream("src/main/resources/META-INF/microprofile-config.properties")) {
      properties.load(in);
    }
    return properties;
  }

  /** The shipped settings with some changed; only {@code getOptionalValue} is asked. */
  static Config config(Map<String, String> changed) throws IOException {
    Properties properties = shipped();
    properties.putAll(changed);
    return (Config)
        Proxy.newProxyInstance(
            SettingsTest.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) -> {
              assertEquals("getOptionalValue", method.getName());
              return Optional.ofNullable(properties.getProperty((String) arguments[0]))
                  .filter(value -> !value.isBlank());
            });
  }
}
