package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessIT {
  @Test
  void killedServerComesBack(@TempDir Path data) throws Exception {
    try (ServerProcess server = ServerProcess.start(data);
        HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
      server.kill();
      server.restart();
      HttpRequest page = HttpRequest.newBuilder(server.base()).build();
      assertEquals(200, client.send(page, BodyHandlers.discarding()).statusCode());
    }
  }
}
