package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

@ArquillianTest
class HealthIT {
  @ArquillianResource private URI base;

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    return BuiltApplication.war();
  }

  @Test
  void deployedApplicationIsUp() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
      HttpRequest health = HttpRequest.newBuilder(base.resolve("/health")).build();
      HttpResponse<String> response = client.send(health, BodyHandlers.ofString());
      assertAll(
          () -> assertEquals(200, response.statusCode()),
          () -> assertTrue(response.body().contains("\"status\":\"UP\""), response.body()));
    }
  }

  @Test
  void browserClientIsServedAtTheRoot() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
      HttpRequest page = HttpRequest.newBuilder(base.resolve("/")).build();
      HttpResponse<String> response = client.send(page, BodyHandlers.ofString());
      assertAll(
          () -> assertEquals(200, response.statusCode()),
          () -> assertTrue(response.body().contains("<script type=\"module\""), response.body()));
    }
  }
}
