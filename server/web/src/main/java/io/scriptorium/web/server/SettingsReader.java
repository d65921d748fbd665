package io.scriptorium.web.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Reads settings one by one; a bad value becomes a sentence that an administrator can act on. */
final class SettingsReader {
  private static final Set<String> LOCAL_HOSTS =
      Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1");

  private final Config config;

  SettingsReader(Config config) {
    this.config = config;
  }

  int count(String name, int least, int most) {
    String value = required(name);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // The sentence below says so.
    }
    throw bad(name, value, "a whole number from " + least + " to " + most);
  }

  Duration duration(String name, Duration least) {
    String value = required(name);
    try {
      Duration duration = Duration.parse(value);
      if (duration.compareTo(least) >= 0) {
        return duration;
      }
    } catch (DateTimeParseException notADuration) {
      // The sentence below says so.
    }
    throw bad(name, value, "a duration such as PT30S or PT5M, at least " + least);
  }

  Path folder(String name) {
    String value = required(name);
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException notAPath) {
      throw bad(name, value, "a folder's path");
    }
  }

  String oneOf(String name, List<String> choices) {
    String value = required(name);
    if (!choices.contains(value)) {
      throw bad(name, value, "one of " + String.join(", ", choices));
    }
    return value;
  }

  /**
   * What is to be said if one of these addresses to listen on is not this machine's own; it is
   * where none is set.
   */
  Optional<String> reachedByOthers(String... names) {
    return Stream.of(names)
        .filter(name -> !LOCAL_HOSTS.contains(host(name)))
        .findFirst()
        .map(name ->
            "the setting "
                + name
                + " is \""
                + host(name)
                + "\", where others reach this server: set scriptorium.access to \"accounts\", so"
                + " that people sign in, or to \"open\" if everybody who can reach it may read, write"
                + " and delete everything");
  }

  private String host(String name) {
    return config.getOptionalValue(name, String.class).orElse("localhost").strip();
  }

  Set<Origin> origins(String name) {
    return Stream.of(config.getOptionalValue(name, String.class).orElse("").split(","))
        .map(String::strip)
        .filter(origin -> !origin.isEmpty())
        .map(origin ->
            Origin.parse(origin)
                .orElseThrow(
                    () -> bad(name, origin, "origins such as https://example.org, by commas")))
        .collect(Collectors.toUnmodifiableSet());
  }

  private String required(String name) {
    return config
        .getOptionalValue(name, String.class)
        .map(String::strip)
        .orElseThrow(() -> new SettingsException("the setting " + name + " is missing"));
  }

  private static SettingsException bad(String name, String value, String expected) {
    return new SettingsException(
        "the setting " + name + " is \"" + value + "\", expected " + expected);
  }
}
