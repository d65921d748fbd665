package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What a running server says of its plugins. */
record PluginLists(Rest rest) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  static void await(BooleanSupplier condition, Supplier<String> otherwise) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, otherwise);
      Thread.onSpinWait();
    }
  }

  /** As browsers see it; empty if it does not run. */
  Optional<JsonNode> plugin(String name) {
    return named(name, rest.get("/api/plugins"));
  }

  /** As the administrator sees it, or the jar of this name if that is none. */
  Optional<JsonNode> report(String name) {
    return named(name, rest.get("/api/admin/plugins"));
  }

  private static Optional<JsonNode> named(String name, HttpResponse<String> list) {
    assertEquals(200, list.statusCode(), list::body);
    return Rest.parse(list).path("plugins").values().stream()
        .filter(plugin -> plugin.path("name").stringValue("").equals(name))
        .findFirst();
  }

  void awaitVersion(String name, String version) {
    await(
        () ->
            plugin(name)
                .filter(plugin -> plugin.path("version").stringValue("").equals(version))
                .isPresent(),
        () -> "no version " + version + ": " + rest.get("/api/admin/plugins").body());
  }

  void awaitRefusal(String jar, String reason) {
    await(
        () ->
            report(jar)
                .filter(refused -> refused.path("state").stringValue("").equals("refused"))
                .filter(refused -> refused.path("reason").stringValue("").contains(reason))
                .isPresent(),
        () -> "not refused because " + reason + ": " + rest.get("/api/admin/plugins").body());
  }
}
