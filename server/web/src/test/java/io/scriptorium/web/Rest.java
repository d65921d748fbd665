package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP calls of a server, as a test says them. */
final class Rest implements AutoCloseable {
  static final String JSON = "application/json";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final URI base;
  private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

  Rest(URI base) {
    this.base = base;
  }

  /** The answer to a call; headers are names and values in turn. */
  HttpResponse<String> call(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(method + " " + path + " failed", failure);
    }
  }

  HttpResponse<String> get(String path, String... headers) {
    return call("GET", path, "", headers);
  }

  /** The answer to a call with a JSON body. */
  HttpResponse<String> json(String method, String path, String body) {
    return call(method, path, body, "Content-Type", JSON);
  }

  /** A new document's id. */
  String create(String title) {
    HttpResponse<String> created = json("POST", "/api/documents", "{\"title\":\"" + title + "\"}");
    assertEquals(201, created.statusCode(), created::body);
    return parse(created).path("id").stringValue("");
  }

  /** What a document says, as text. */
  String text(String document) {
    return get("/api/documents/" + document + "/content?format=text").body();
  }

  static JsonNode parse(HttpResponse<String> response) {
    return MAPPER.readTree(response.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
