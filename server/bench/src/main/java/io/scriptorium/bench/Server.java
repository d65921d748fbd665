package io.scriptorium.bench;

import io.scriptorium.client.ClientSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running server, by its address.
 *
 * @param http such as {@code http://localhost:9080}
 */
public record Server(URI http) {
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  /** Makes a document and returns its id. The title must need no escapes in JSON. */
  public String create(HttpClient client, String title) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(http.resolve("/api/documents"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"%s\"}".formatted(title)))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    Matcher id = ID.matcher(response.body());
    if (response.statusCode() != 201 || !id.find()) {
      throw new IllegalStateException(
          "expected 201 with an id, got %d: %s".formatted(response.statusCode(), response.body()));
    }
    return id.group(1);
  }

  /** Deletes a document. */
  void delete(HttpClient client, String documentId) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(http.resolve("/api/documents/" + documentId)).DELETE().build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 204) {
      throw new IllegalStateException(
          "expected 204, got %d: %s".formatted(response.statusCode(), response.body()));
    }
  }

  /** What an administrator is told of the plugins, as JSON. */
  String plugins(HttpClient client) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(http.resolve("/api/admin/plugins")).build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "expected 200, got %d: %s".formatted(response.statusCode(), response.body()));
    }
    return response.body();
  }

  /** How a client finds a document. */
  public ClientSettings settings(String documentId) {
    String scheme = "https".equals(http.getScheme()) ? "wss" : "ws";
    return ClientSettings.of(URI.create(scheme + "://" + http.getRawAuthority()), documentId);
  }
}
