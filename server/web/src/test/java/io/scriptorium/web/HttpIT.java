package io.scriptorium.web;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Everything that is said over plain HTTP, on the application as it was built. */
@ArquillianTest
class HttpIT {
  private static final Map<String, List<String>> ABOUT_ACCOUNTS =
      Map.ofEntries(
          entry("/api/setup", List.of("get", "post")),
          entry("/api/setup/access", List.of("put")),
          entry("/api/account", List.of("get", "post", "patch")),
          entry("/api/account/session", List.of("post", "delete")),
          entry("/api/account/sessions", List.of("delete")),
          entry("/api/account/password", List.of("put")),
          entry("/api/account/reset", List.of("post")),
          entry("/api/account/deletion", List.of("post")),
          entry("/api/account/tokens", List.of("get", "post")),
          entry("/api/account/tokens/{token}", List.of("delete")),
          entry("/api/people", List.of("get")),
          entry("/api/documents/{id}/access", List.of("get")),
          entry("/api/documents/{id}/access/people/{account}", List.of("put", "delete")),
          entry("/api/documents/{id}/access/groups/{group}", List.of("put", "delete")),
          entry("/api/documents/{id}/access/everyone", List.of("put", "delete")),
          entry("/api/documents/{id}/access/owner", List.of("put")),
          entry("/api/documents/{id}/access/links", List.of("post")),
          entry("/api/documents/{id}/access/links/{link}", List.of("delete")),
          entry("/api/admin/accounts", List.of("get", "post")),
          entry("/api/admin/accounts/{account}", List.of("patch", "delete")),
          entry("/api/admin/accounts/{account}/reset", List.of("post")),
          entry("/api/admin/accounts/{account}/deactivation", List.of("post")),
          entry("/api/admin/groups", List.of("get", "post")),
          entry("/api/admin/groups/{group}", List.of("put", "delete")),
          entry("/api/admin/audit", List.of("get")),
          entry("/api/admin/audit/export", List.of("get")));

  @ArquillianResource private URI base;
  private Rest rest;

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    return BuiltApplication.war();
  }

  @BeforeEach
  void connect() {
    rest = new Rest(base);
  }

  @AfterEach
  void disconnect() {
    rest.close();
  }

  @Test
  void documentIsMadeReadRenamedDeletedAndRestored() {
    HttpResponse<String> created = rest.json("POST", "/api/documents", "{\"title\":\"  One \"}");
    JsonNode document = Rest.parse(created);
    String path = "/api/documents/" + document.path("id").stringValue("");
    HttpResponse<String> read = rest.get(path);
    HttpResponse<String> renamed = rest.json("PATCH", path, "{\"title\":\"Two\"}");
    HttpResponse<String> deleted = rest.call("DELETE", path, "");
    HttpResponse<String> gone = rest.get(path);
    HttpResponse<String> restored = rest.call("POST", path + "/restore", "");
    assertAll(
        () -> assertEquals(201, created.statusCode()),
        () -> assertEquals(base.resolve(path).toString(), header(created, "Location")),
        () -> assertEquals("One", document.path("title").stringValue("")),
        () -> assertEquals(0, document.path("revision").longValue(-1)),
        () -> assertTrue(document.path("id").stringValue("").matches("[A-Za-z0-9_-]{12}")),
        () -> assertEquals(document, Rest.parse(read)),
        () -> assertEquals("Two", Rest.parse(renamed).path("title").stringValue("")),
        () -> assertEquals(204, deleted.statusCode()),
        () -> assertProblem(404, "not_found", gone),
        () -> assertEquals("Two", Rest.parse(restored).path("title").stringValue("")),
        () -> assertEquals(200, rest.get(path).statusCode()));
  }

  @Test
  void listIsPagedNewestFirst() {
    String first = rest.create("first");
    String second = rest.create("second");
    String third = rest.create("third");
    JsonNode page = Rest.parse(rest.get("/api/documents?limit=2"));
    String cursor = page.path("next").stringValue("");
    JsonNode rest2 = Rest.parse(rest.get("/api/documents?limit=1&cursor=" + cursor));
    assertAll(
        () -> assertEquals(List.of(third, second), ids(page)),
        () -> assertEquals(List.of(first), ids(rest2)));
  }

  private static List<String> ids(JsonNode page) {
    return page.path("documents").valueStream().map(d -> d.path("id").stringValue("")).toList();
  }

  @Test
  void everyMistakeIsAProblemInWords() {
    String id = rest.create("mistakes");
    String path = "/api/documents/" + id;
    String tooBig = "{\"title\":\"" + "a".repeat(20_000) + "\"}";
    assertAll(
        () -> assertProblem(400, "bad_json", rest.json("POST", "/api/documents", "{\"title\":")),
        () -> assertProblem(400, "bad_title", rest.json("POST", "/api/documents", "[]")),
        () -> assertProblem(400, "bad_title", rest.json("POST", "/api/documents", "{}")),
        () -> assertProblem(400, "bad_title", rest.json("PATCH", path, "{\"title\":\" \"}")),
        () -> assertProblem(400, "bad_title", rest.json("PATCH", path, "{\"title\":7}")),
        () -> assertProblem(400, "bad_title", rest.json("PATCH", path, "{\"title\":\"a\\nb\"}")),
        () -> assertProblem(400, "bad_title", rest.json("PATCH", path, "{\"title\":\"\\ud800\"}")),
        () ->
            assertProblem(
                400,
                "bad_title",
                rest.json("PATCH", path, "{\"title\":\"" + "a".repeat(201) + "\"}")),
        () -> assertProblem(400, "bad_query", rest.get("/api/documents?limit=0")),
        () -> assertProblem(400, "bad_query", rest.get("/api/documents?limit=201")),
        () -> assertProblem(400, "bad_cursor", rest.get("/api/documents?cursor=nonsense")),
        () -> assertProblem(400, "bad_query", rest.get(path + "/content?format=pdf")),
        () -> assertProblem(400, "bad_query", rest.get(path + "/content?revision=-1")),
        () -> assertProblem(404, "unknown_revision", rest.get(path + "/content?revision=1")),
        () -> assertProblem(404, "not_found", rest.get("/api/documents/nobody")),
        () -> assertProblem(404, "not_found", rest.get("/api/documents/not%20an%20id")),
        () -> assertProblem(404, "not_found", rest.get("/api/documents/nobody/content")),
        () -> assertProblem(404, "not_found", rest.call("DELETE", "/api/documents/nobody", "")),
        () -> assertProblem(404, "not_found", rest.call("POST", path + "/restore", "")),
        () -> assertProblem(404, "not_found", rest.get("/api/nothing")),
        () -> assertProblem(404, "not_found", rest.get("/nothing")),
        () -> assertProblem(405, "method_not_allowed", rest.json("PUT", path, "{}")),
        () -> assertProblem(405, "method_not_allowed", rest.json("PUT", "/", "{}")),
        () -> assertProblem(413, "too_large", rest.json("POST", "/api/documents", tooBig)),
        () ->
            assertProblem(
                415,
                "unsupported_media_type",
                rest.call("POST", "/api/documents", "x", "Content-Type", "text/plain")));
  }

  @Test
  void bodyThatIsNoJsonIsToldWhereItBreaks() {
    assertEquals(
        "the body is not JSON: it breaks at line 2, column 11",
        Rest.parse(rest.json("POST", "/api/documents", "{\n \"title\": nonsense}"))
            .path("detail")
            .stringValue(""));
  }

  @Test
  void foreignPagesChangeNothing() {
    String id = rest.create("mine");
    String path = "/api/documents/" + id;
    String[] foreign = {"Origin", "https://evil.example", "Content-Type", "application/json"};
    String own = base.getScheme() + "://" + base.getAuthority();
    HttpResponse<String> refused = rest.call("DELETE", path, "", foreign);
    assertAll(
        () -> assertProblem(403, "forbidden_origin", refused),
        () -> assertTrue(policy(refused).contains("sandbox")),
        () -> assertEquals("nosniff", header(refused, "X-Content-Type-Options")),
        () ->
            assertProblem(
                403, "forbidden_origin", rest.call("PATCH", path, "{\"title\":\"x\"}", foreign)),
        () ->
            assertProblem(
                403, "forbidden_origin", rest.call("POST", path + "/restore", "", foreign)),
        () ->
            assertProblem(
                403,
                "forbidden_origin",
                rest.call("POST", path + "/restore", "", "Origin", "null")),
        () -> assertEquals(200, rest.get(path, foreign).statusCode()),
        () -> assertEquals(204, rest.call("DELETE", path, "", "Origin", own).statusCode()));
  }

  @Test
  void refusedHandshakeCarriesTheSecurityHeaders() {
    HttpResponse<String> refused = rest.get("/ws/documents/any");
    assertAll(
        () -> assertEquals(426, refused.statusCode()),
        () -> assertEquals("nosniff", header(refused, "X-Content-Type-Options")),
        () -> assertTrue(policy(refused).contains("frame-ancestors 'none'"), policy(refused)));
  }

  @Test
  void contentComesInFourFormatsAndAtAnyRevision() {
    String id = rest.create("a & b");
    try (var wire = Wire.to(base, id)) {
      wire.join("formats");
      wire.edit(1, 0, "[{\"insert\":\"Hello\",\"attributes\":{\"bold\":true}}]").take("ack");
      wire.edit(2, 1, "[{\"retain\":5},{\"insert\":\"!\"}]").take("ack");
    }
    String path = "/api/documents/" + id + "/content";
    assertAll(
        () ->
            assertEquals(
                "[{\"insert\":\"Hello\",\"attributes\":{\"bold\":true}},{\"insert\":\"!\\n\"}]",
                rest.get(path).body()),
        () -> assertEquals("Hello!\n", rest.get(path + "?format=text").body()),
        () -> assertEquals("Hello\n", rest.get(path + "?format=text&revision=1").body()),
        () -> assertEquals("\n", rest.get(path + "?format=text&revision=0").body()),
        () -> assertEquals("**Hello**<!-- -->\\!\n", rest.get(path + "?format=markdown").body()),
        () ->
            assertTrue(
                rest.get(path + "?format=html")
                    .body()
                    .contains("<title>a &amp; b</title></head><body>\n<p><strong>Hello</strong>!")),
        () -> assertEquals("2", header(rest.get(path), "Scriptorium-Revision")),
        () ->
            assertTrue(
                header(rest.get(path + "?format=html"), "Content-Security-Policy")
                    .contains("sandbox")));
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() {
    String path = "/api/documents/" + rest.create("etag");
    String document = header(rest.get(path), "ETag");
    String content = header(rest.get(path + "/content"), "ETag");
    String page = header(rest.get("/"), "ETag");
    assertAll(
        () -> assertEquals(304, rest.get(path, "If-None-Match", document).statusCode()),
        () -> assertEquals(200, rest.get(path, "If-None-Match", "\"other\"").statusCode()),
        () -> assertEquals(304, rest.get(path + "/content", "If-None-Match", content).statusCode()),
        () -> assertEquals(304, rest.get("/", "If-None-Match", page).statusCode()));
  }

  @Test
  void filesAreSentInTheCodingThatTheBrowserTakes() {
    String script = rest.get("/").body().replaceFirst("(?s).*src=\"(/assets/[^\"]+)\".*", "$1");
    HttpResponse<String> plain = rest.get(script);
    HttpResponse<String> gzip = rest.get(script, "Accept-Encoding", "br;q=0, gzip");
    HttpResponse<String> brotli = rest.get(script, "Accept-Encoding", "gzip, deflate, br");
    assertAll(
        () -> assertEquals("", plain.headers().firstValue("Content-Encoding").orElse("")),
        () -> assertEquals("gzip", header(gzip, "Content-Encoding")),
        () -> assertEquals("br", header(brotli, "Content-Encoding")),
        () -> assertTrue(length(brotli) < length(gzip) && length(gzip) < length(plain)),
        () ->
            assertEquals(
                3,
                Stream.of(plain, gzip, brotli)
                    .map(sent -> header(sent, "ETag"))
                    .distinct()
                    .count()),
        () ->
            assertEquals(
                304,
                rest.get(
                        script,
                        "Accept-Encoding",
                        "br",
                        "If-None-Match",
                        "\"old\", W/" + header(brotli, "ETag"))
                    .statusCode()),
        () ->
            assertEquals(
                200, rest.get(script, "If-None-Match", header(brotli, "ETag")).statusCode()));
  }

  /** Nearly the number of bytes: what is no text becomes a character for each. */
  private static int length(HttpResponse<String> sent) {
    return sent.body().length();
  }

  @Test
  void pagesAreServedWithTheirHeaders() {
    HttpResponse<String> page = rest.get("/");
    String script = page.body().replaceFirst("(?s).*src=\"(/assets/[^\"]+)\".*", "$1");
    HttpResponse<String> asset = rest.get(script, "Accept-Encoding", "gzip");
    HttpResponse<String> missing = rest.get("/no/such", "Accept", "text/html");
    assertAll(
        () -> assertEquals(page.body(), rest.get("/d/any-document_1").body()),
        () -> assertEquals("no-cache", header(page, "Cache-Control")),
        () -> assertEquals("public, max-age=31536000, immutable", header(asset, "Cache-Control")),
        () -> assertEquals("gzip", header(asset, "Content-Encoding")),
        () -> assertEquals(404, missing.statusCode()),
        () -> assertEquals(page.body(), missing.body()),
        () -> assertEquals("nosniff", header(page, "X-Content-Type-Options")),
        () -> assertEquals("same-origin", header(page, "Referrer-Policy")),
        () -> assertTrue(header(page, "Permissions-Policy").contains("camera=()")),
        () -> assertTrue(policy(page).contains("script-src 'self';"), policy(page)),
        () -> assertFalse(policy(page).contains("unsafe"), policy(page)),
        () -> assertTrue(policy(page).contains("frame-ancestors 'none'"), policy(page)),
        () -> assertEquals(Map.of(), cookies(page)),
        () -> assertTrue(policy(rest.get("/api/documents")).contains("sandbox")));
  }

  private static String policy(HttpResponse<String> response) {
    return header(response, "Content-Security-Policy");
  }

  private static Map<String, List<String>> cookies(HttpResponse<String> response) {
    List<String> cookies = response.headers().allValues("Set-Cookie");
    return cookies.isEmpty() ? Map.of() : Map.of("Set-Cookie", cookies);
  }

  @Test
  void healthSaysLiveReadyAndStarted() {
    for (String kind : List.of("", "/live", "/ready", "/started")) {
      HttpResponse<String> health = rest.get("/health" + kind);
      assertEquals(200, health.statusCode(), health::body);
      assertEquals("UP", Rest.parse(health).path("status").stringValue(""));
    }
  }

  @Test
  void metricsCountWhatHappens() {
    String id = rest.create("metrics");
    try (var wire = Wire.to(base, id);
        var other = Wire.to(base, id)) {
      wire.join("metrics");
      other.join("other");
      wire.edit(1, 0, "[{\"insert\":\"a\"}]").take("ack");
      other.take("change");
      String metrics = rest.get("/metrics?scope=application").body();
      for (String name :
          List.of(
              "scriptorium_edits_total",
              "scriptorium_changes_total",
              "scriptorium_acks_total",
              "scriptorium_documents_open",
              "scriptorium_sessions",
              "scriptorium_socket_received_bytes_total",
              "scriptorium_socket_sent_bytes_total",
              "scriptorium_append_seconds_bucket",
              "scriptorium_ack_latency_seconds_bucket",
              "scriptorium_fanout_seconds_bucket")) {
        assertTrue(metrics.contains(name), () -> name + " is not among\n" + metrics);
      }
    }
  }

  @Test
  void openApiNamesEachCallAndItsErrors() {
    JsonNode api = Rest.parse(rest.get("/openapi?format=json"));
    Map<String, List<String>> aboutDocuments =
        Map.of(
            "/api/documents", List.of("get", "post"),
            "/api/documents/{id}", List.of("get", "patch", "delete"),
            "/api/documents/{id}/restore", List.of("post"),
            "/api/documents/{id}/content", List.of("get"),
            "/api/documents/{id}/attachments", List.of("post"),
            "/api/documents/{id}/attachments/{hash}", List.of("get", "head", "put"),
            "/api/documents/{id}/plugins", List.of("get"),
            "/api/documents/{id}/plugins/{name}", List.of("get", "put"));
    Map<String, List<String>> aboutPlugins =
        Map.of(
            "/api/plugins", List.of("get"),
            "/api/plugins/{name}/openapi", List.of("get"),
            "/api/admin/plugins", List.of("get"),
            "/api/admin/plugins/{name}/restart", List.of("post"),
            "/api/admin/plugins/{name}/state", List.of("put"));
    Set<String> core = new TreeSet<>(aboutDocuments.keySet());
    core.addAll(aboutPlugins.keySet());
    core.addAll(ABOUT_ACCOUNTS.keySet());
    core.add("/api/links"); // answers 404 without having an id in its path
    assertEquals(core, paths(api, path -> !path.matches("/api/plugins/[^{].*")));
    assertCalls(api, aboutDocuments, List.of("401", "403", "500", "503"));
    assertCalls(api, aboutPlugins, List.of("500"));
    assertCalls(api, ABOUT_ACCOUNTS, List.of("403", "500", "503"));
    assertEquals(5, api.path("components").path("schemas").path("Problem").path("required").size());
  }

  private static Set<String> paths(JsonNode api, Predicate<String> which) {
    return api.path("paths").propertyNames().stream()
        .filter(which)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void openApiNamesWhatShippedPluginsServe() {
    await(() -> !paths(openApi(), path -> path.startsWith("/api/plugins/search")).isEmpty());
    await(() -> !paths(openApi(), path -> path.startsWith("/api/plugins/history/")).isEmpty());
    JsonNode api = openApi();
    List<String> ids = operations(api).map(call -> call.path("operationId").stringValue()).toList();
    Set<String> tags =
        api.path("tags")
            .valueStream()
            .map(tag -> tag.path("name").stringValue())
            .collect(Collectors.toSet());
    assertEquals(api.path("tags").size(), tags.size(), "each tag once");
    assertTrue(tags.containsAll(Set.of("documents", "search", "history")), tags::toString);
    assertEquals(Set.copyOf(ids).size(), ids.size(), () -> "each id once: " + ids);
    operations(api)
        .forEach(
            call -> assertTrue(tags.contains(call.at("/tags/0").stringValue("")), call::toString));
    api.findValuesAsString("$ref")
        .forEach(
            reference -> assertFalse(api.at(reference.substring(1)).isMissingNode(), reference));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "the plugin's calls are not there");
      Thread.onSpinWait();
    }
  }

  private JsonNode openApi() {
    return Rest.parse(rest.get("/openapi?format=json"));
  }

  private static Stream<JsonNode> operations(JsonNode api) {
    return api.path("paths").valueStream().flatMap(JsonNode::valueStream);
  }

  @Test
  void openApiIsYamlUnlessJsonIsAskedFor() {
    HttpResponse<String> yaml = rest.get("/openapi");
    HttpResponse<String> json = rest.get("/openapi", "Accept", "application/json,*/*");
    HttpResponse<String> posted = rest.json("POST", "/openapi", "{}");
    assertAll(
        () -> assertEquals("application/yaml", header(yaml, "Content-Type").split(";", 2)[0]),
        () -> assertEquals("application/json", header(json, "Content-Type").split(";", 2)[0]),
        () -> assertEquals("no-store", header(yaml, "Cache-Control")),
        () ->
            assertEquals(
                Rest.parse(json).path("info"), new YAMLMapper().readTree(yaml.body()).path("info")),
        () -> assertProblem(405, "method_not_allowed", posted));
  }

  @Test
  void openApiIsInTheFormatThatIsWantedMost() {
    assertAll(
        () -> assertEquals("application/json", openApiFor("application/*;q=0.2, application/json")),
        () -> assertEquals("application/yaml", openApiFor("application/json;q=0.1, */*;q=0.5")),
        () -> assertEquals("application/json", openApiFor("application/yaml;q=0, */*")),
        () -> assertEquals("application/yaml", openApiFor("text/plain, nonsense;q=x, application")),
        () -> assertEquals("application/yaml", openApiFor("text/x-application/json")),
        () -> assertEquals("application/yaml", openApiFor("application/json;q=9, */*;q=0.1")),
        () -> assertEquals("application/yaml", openApiFor("application/json;q=NaN, */*;q=0.1")),
        () -> assertProblem(400, "bad_query", rest.get("/openapi?format=xml")));
  }

  private String openApiFor(String accept) {
    return header(rest.get("/openapi", "Accept", accept), "Content-Type").split(";", 2)[0];
  }

  @Test
  void headOfOpenApiSaysHowLongItIs() {
    HttpResponse<String> head = rest.call("HEAD", "/openapi?format=json", "");
    assertAll(
        () -> assertEquals(200, head.statusCode()),
        () -> assertEquals("", head.body()),
        () -> assertEquals("application/json", header(head, "Content-Type").split(";", 2)[0]),
        () -> assertTrue(Integer.parseInt(header(head, "Content-Length")) > 10_000));
  }

  @Test
  void openApiHasItsPage() {
    HttpResponse<String> page = rest.get("/openapi/ui/");
    String script = page.body().replaceFirst("(?s).*<script[^>]* src=\"([^\"]+)\".*", "$1");
    assertAll(
        () -> assertEquals(200, page.statusCode(), page::body),
        () -> assertTrue(page.body().contains("url: '/openapi'"), page::body),
        () -> assertTrue(policy(page).contains("script-src 'self' 'unsafe-inline'"), policy(page)),
        () -> assertEquals(200, rest.get("/openapi/ui/" + script).statusCode(), script),
        () -> assertEquals("/openapi/ui/", redirect(rest.get("/openapi/ui"))),
        () -> assertProblem(404, "not_found", rest.get("/openapi/ui/WEB-INF/web.xml")));
  }

  /** The path that an answer sends the asker to. */
  private static String redirect(HttpResponse<String> response) {
    return URI.create(header(response, "Location")).getPath();
  }

  private static void assertCalls(
      JsonNode api, Map<String, List<String>> calls, List<String> errors) {
    calls.forEach((path, methods) -> {
      JsonNode operations = api.path("paths").path(path);
      assertEquals(methods.size(), operations.size(), path);
      methods.forEach(method -> assertCall(path, operations.path(method), errors));
    });
  }

  private static void assertCall(String path, JsonNode operation, List<String> errors) {
    assertFalse(operation.path("operationId").isMissingNode(), () -> path + " " + operation);
    for (String status : errors) {
      assertTrue(operation.path("responses").has(status), () -> path + " " + operation);
    }
    boolean aboutOne = path.contains("{");
    assertEquals(aboutOne, operation.path("responses").has("404"), () -> path + " " + operation);
  }

  @Test
  void asyncApiIsServed() {
    HttpResponse<String> document = rest.get("/asyncapi.yaml");
    assertAll(
        () -> assertEquals("application/yaml", header(document, "Content-Type")),
        () -> assertTrue(document.body().startsWith("asyncapi: 3.0.0")));
  }

  @Test
  void tlsCarriesPagesAndSockets() throws Exception {
    var secure =
        URI.create(
            "https://localhost:" + System.getProperty("scriptorium.arquillian.https.port") + "/");
    String id = rest.create("tls");
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
      var page = HttpRequest.newBuilder(secure).build();
      assertEquals(200, client.send(page, BodyHandlers.discarding()).statusCode());
      try (var wire = Wire.to(client, secure, id)) {
        wire.join("tls");
        wire.edit(1, 0, "[{\"insert\":\"secret\"}]").take("ack");
      }
    }
    assertEquals("secret\n", rest.text(id));
  }

  /** The server has made its certificate itself, so nobody has signed it. */
  private static SSLContext trusting() throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustEverybody()}, new SecureRandom());
    return context;
  }

  private static final class TrustEverybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static void assertProblem(int status, String code, HttpResponse<String> response) {
    JsonNode problem = Rest.parse(response);
    assertAll(
        () -> assertEquals(status, response.statusCode(), response::body),
        () -> assertEquals("application/problem+json", header(response, "Content-Type")),
        () -> assertEquals(code, problem.path("code").stringValue(""), response::body),
        () -> assertEquals(status, problem.path("status").intValue(0)),
        () -> assertEquals("about:blank", problem.path("type").stringValue("")),
        () -> assertFalse(problem.path("title").stringValue("").isEmpty()),
        () -> assertFalse(problem.path("detail").stringValue("").isEmpty()));
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("(no " + name + ")");
  }
}
