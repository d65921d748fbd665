package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A store that takes no writes for a while, under the running server. */
class StoreTroubleIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void troubleIsToldInWordsAndLosesNothing(@TempDir Path data) throws Exception {
    try (ServerProcess server = ServerProcess.start(data);
        Rest rest = new Rest(server.base())) {
      String document = rest.create("trouble");
      try (Wire writer = Wire.to(server.base(), document);
          Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + data.resolve("scriptorium.db"));
          Statement lock = other.createStatement()) {
        writer.join("writer");
        writer.edit(1, 0, "[{\"insert\":\"before \"}]").take("ack");

        lock.execute("BEGIN IMMEDIATE");
        writer.edit(2, 1, "[{\"insert\":\"during \"}]");
        JsonNode error = writer.take("error");
        assertEquals("store_unavailable", error.path("code").stringValue(""), error::toString);
        awaitReady(rest, 503);
        assertTrue(rest.get("/health/ready").body().contains("reason"));
        assertEquals(200, rest.get("/health/live").statusCode());
        HttpResponse<String> refused =
            rest.json("POST", "/api/documents", "{\"title\":\"not now\"}");
        assertEquals(503, refused.statusCode(), refused::body);
        assertEquals("store_unavailable", Rest.parse(refused).path("code").stringValue(""));
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());

        lock.execute("ROLLBACK");
        assertEquals(
            "trouble", writer.take("document").path("title").stringValue(""), "all is well again");
        assertEquals(2, writer.take("ack").path("seq").longValue(-1));
        awaitReady(rest, 200);
        writer.edit(3, 2, "[{\"insert\":\"after \"}]").take("ack");
      }
      assertEquals("after during before \n", rest.text(document));
    }
  }

  private static void awaitReady(Rest rest, int status) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (rest.get("/health/ready").statusCode() != status) {
      assertTrue(System.nanoTime() < deadline, () -> "readiness did not come to " + status);
      Thread.onSpinWait();
    }
  }
}
