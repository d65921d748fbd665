package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.web.plugin.BuiltJar;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Strangers' plugins on the whole server: jars that come, change and go while it runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginsIT {
  private static final String JAR = "greeter.jar";

  private ServerProcess server;
  private Rest rest;

  @BeforeAll
  void start(@TempDir Path data) {
    server = ServerProcess.start(data);
    rest = new Rest(server.base());
  }

  @AfterAll
  void stop() {
    rest.close();
    server.close();
  }

  @AfterEach
  void removeJars() throws IOException {
    Files.deleteIfExists(server.plugins().resolve(JAR));
    await(() -> plugin("greeter").isEmpty() && report(JAR).isEmpty(), "the jar is still there");
  }

  /** A whole plugin: hooks, REST, a short path, numbers, and a browser half. */
  private static BuiltJar greeter(String version, String onChange) {
    return new BuiltJar()
        .says("Implementation-Title", "Greeter")
        .says("Implementation-Version", version)
        .says("Scriptorium-Serves", "hello")
        .web("plugin.js", "export const version = '" + version + "';")
        .web("plugin.css", ".greeter {}")
        .plugin(
            "of.stranger.Greeter",
            """
            package of.stranger;
            import io.scriptorium.plugin.*;
            import java.util.concurrent.CountDownLatch;
            import java.util.concurrent.atomic.AtomicLong;
            public class Greeter implements Plugin {
              final AtomicLong changes = new AtomicLong();
              final CountDownLatch released = new CountDownLatch(1);
              PluginContext context;
              public String name() { return "greeter"; }
              public void start(PluginContext given) { context = given; given.serve(new Desk(this)); }
              public void onChange(DocumentId document, Change change, Snapshot after) {
                %s
                changes.incrementAndGet();
                context.metrics().count("greetings", 1);
              }
              public void onMessage(PluginMessage message) { released.countDown(); }
            }
            """
                .formatted(onChange))
        .source("of.stranger.Count", "package of.stranger; public record Count(long changes) {}")
        .source(
            "of.stranger.Name",
            """
            package of.stranger;
            public record Name(String name) {
              public Name {
                if (name == null || name.isBlank()) {
                  throw new IllegalArgumentException("a greeting needs a name");
                }
              }
            }
            """)
        .source(
            "of.stranger.Desk",
            """
            package of.stranger;
            import jakarta.ws.rs.*;
            import java.util.List;
            import java.util.Map;
            @Produces("application/json")
            public class Desk {
              private final Greeter greeter;
              Desk(Greeter greeter) { this.greeter = greeter; }
              @GET public Count count() { return new Count(greeter.changes.get()); }
              @GET @Path("/to/{name: [a-z]+}")
              public Map<String, Object> greet(@PathParam("name") String name,
                  @QueryParam("times") @DefaultValue("1") int times) {
                return Map.of("greeting", "hello " + name, "times", times);
              }
              @POST @Path("/to") @Consumes("application/json")
              public List<Name> echo(Name name) { return List.of(name); }
              @GET @Path("/nobody") public Count nobody() {
                throw new NotFoundException("nobody of that name was greeted");
              }
              @GET @Path("/fall") public Count fall() { throw new IllegalStateException("oh"); }
              @GET @Path("/end") public Count end() { System.exit(1); return new Count(0); }
              @GET @Path("/hold") public Count hold() throws InterruptedException {
                greeter.released.await();
                return new Count(-1);
              }
            }
            """);
  }

  private static BuiltJar greeter(String version) {
    return greeter(version, "");
  }

  private void drop(BuiltJar jar) throws IOException {
    Path file = server.plugins().resolve(JAR);
    Path ready = jar.write(server.plugins().resolve("ready.tmp"));
    Files.move(ready, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void await(BooleanSupplier condition, String otherwise) {
    PluginLists.await(condition, () -> otherwise);
  }

  private Optional<JsonNode> plugin(String name) {
    return new PluginLists(rest).plugin(name);
  }

  private Optional<JsonNode> report(String name) {
    return new PluginLists(rest).report(name);
  }

  private void awaitVersion(String version) {
    new PluginLists(rest).awaitVersion("greeter", version);
  }

  private void awaitRefusal(String reason) {
    new PluginLists(rest).awaitRefusal(JAR, reason);
  }

  @Test
  void pluginComesChangesBreaksAndGoesWhilePeopleType() throws Exception {
    String document = rest.create("typed in");
    try (Typist one = Typist.start(server.base(), document, "a");
        Typist two = Typist.start(server.base(), document, "b")) {
      List<Typist> typists = List.of(one, two);
      typists.forEach(typist -> typist.goesOn(20));

      drop(greeter("1.0.0"));
      awaitVersion("1.0.0");
      String module = plugin("greeter").orElseThrow().path("module").stringValue("");
      assertEquals(200, rest.get(module).statusCode());
      await(() -> countsChanges(), "the plugin is told of no change");
      typists.forEach(typist -> typist.goesOn(20));

      drop(greeter("2.0.0"));
      awaitVersion("2.0.0");
      assertEquals(200, rest.get(module).statusCode(), "who learnt of it a moment ago");
      typists.forEach(typist -> typist.goesOn(20));

      drop(
          new BuiltJar()
              .plugin(
                  "of.stranger.Broken",
                  """
                  package of.stranger;
                  public class Broken implements io.scriptorium.plugin.Plugin {
                    static { if (true) throw new IllegalStateException("half finished"); }
                    public String name() { return "greeter"; }
                  }
                  """));
      awaitRefusal("of.stranger.Broken cannot be made: java.lang.ExceptionInInitializerError");
      assertEquals(404, rest.get("/api/plugins/greeter").statusCode());
      assertEquals(404, rest.get(module).statusCode());
      typists.forEach(typist -> typist.goesOn(20));

      drop(greeter("3.0.0").says("Scriptorium-Plugin-Api", "99"));
      awaitRefusal("it was built for version 99 of the plugin interface");
      HttpResponse<String> ready = rest.get("/health/ready");
      assertEquals(200, ready.statusCode(), ready::body);
      assertTrue(ready.body().contains("refused: it was built for version 99"), ready::body);
      typists.forEach(typist -> typist.goesOn(20));

      drop(greeter("4.0.0", "if (true) System.exit(9);"));
      await(() -> failedWith("a plugin cannot end the server"), "the plugin did not fail");
      typists.forEach(typist -> typist.goesOn(20));

      Files.delete(server.plugins().resolve(JAR));
      await(() -> report("greeter").isEmpty(), "the plugin is still there");
      typists.forEach(typist -> typist.goesOn(20));
      for (Typist typist : typists) {
        typist.stop();
      }
      Typist.assertComplete(rest.text(document), typists);
    }
  }

  private boolean countsChanges() {
    HttpResponse<String> count = rest.get("/api/plugins/greeter");
    return count.statusCode() == 200 && Rest.parse(count).path("changes").longValue(0) > 0;
  }

  private boolean failedWith(String words) {
    return report("greeter")
        .map(plugin -> plugin.path("lastFailure").path("message").stringValue(""))
        .filter(message -> message.contains(words))
        .isPresent();
  }

  @Test
  void pluginServesHttpAndBrowsers() throws Exception {
    drop(greeter("1.0.0"));
    awaitVersion("1.0.0");
    JsonNode plugin = plugin("greeter").orElseThrow();
    HttpResponse<String> module = rest.get(plugin.path("module").stringValue(""));
    HttpResponse<String> echo = rest.json("POST", "/api/hello/to", "{\"name\":\"Ada\"}");
    HttpResponse<String> bad = rest.json("POST", "/api/plugins/greeter/to", "{\"name\":\" \"}");
    HttpResponse<String> nobody = rest.get("/api/plugins/greeter/nobody");
    HttpResponse<String> fallen = rest.get("/api/plugins/greeter/fall");
    HttpResponse<String> end = rest.get("/api/plugins/greeter/end");
    JsonNode described = Rest.parse(rest.get("/api/plugins/greeter/openapi")).path("paths");
    assertAll(
        () -> assertEquals("Greeter", plugin.path("title").stringValue("")),
        () -> assertTrue(plugin.path("stylesheet").stringValue("").endsWith("/plugin.css")),
        () -> assertEquals("export const version = '1.0.0';", module.body()),
        () -> assertEquals("text/javascript;charset=utf-8", header(module, "Content-Type")),
        () -> assertEquals("nosniff", header(module, "X-Content-Type-Options")),
        () -> assertEquals("public, max-age=31536000, immutable", header(module, "Cache-Control")),
        () -> assertEquals("", header(module, "Access-Control-Allow-Origin")),
        () -> assertTrue(rest.get("/api/plugins/greeter").body().startsWith("{\"changes\":")),
        () -> assertEquals(rest.get("/api/hello").body(), rest.get("/api/plugins/greeter").body()),
        () -> assertGreeting(rest.get("/api/plugins/greeter/to/ada?times=3")),
        () -> assertEquals("[{\"name\":\"Ada\"}]", echo.body()),
        () -> assertProblem(400, "a greeting needs a name", bad),
        () -> assertProblem(404, "nobody of that name was greeted", nobody),
        () -> assertProblem(404, "there is nothing at", rest.get("/api/plugins/greeter/else")),
        () -> assertProblem(404, "there is no plugin other", rest.get("/api/plugins/other")),
        () -> assertProblem(404, "there is nothing at /api/other", rest.get("/api/other")),
        () -> assertProblem(500, "the server made a mistake", fallen),
        () -> assertProblem(500, "the server made a mistake", end),
        () ->
            assertEquals(
                "integer",
                described
                    .at("/~1api~1plugins~1greeter~1to~1{name}/get/parameters/1/schema/type")
                    .stringValue(described.toString())));
  }

  @Test
  void openApiNamesThePluginsThatRunAndNoOthers() throws Exception {
    assertEquals(Set.of(), greetersPaths());
    drop(greeter("1.0.0"));
    awaitVersion("1.0.0");
    assertTrue(greetersPaths().contains("/api/plugins/greeter/to/{name}"));
    JsonNode greet = openApi().at("/paths/~1api~1plugins~1greeter~1to~1{name}/get");
    assertEquals("greeter.greet", greet.path("operationId").stringValue(""));
    assertEquals("greeter", greet.at("/tags/0").stringValue(""));
    assertTrue(openApi().path("paths").has("/api/documents"));

    String state = "/api/admin/plugins/greeter/state";
    assertEquals(200, rest.json("PUT", state, "{\"on\":false}").statusCode());
    await(() -> greetersPaths().isEmpty(), "what is switched off is described");
    assertEquals(200, rest.json("PUT", state, "{\"on\":true}").statusCode());
    await(() -> !greetersPaths().isEmpty(), "what is on again is not described");

    Files.delete(server.plugins().resolve(JAR));
    await(() -> greetersPaths().isEmpty(), "what is gone is described");
    assertTrue(openApi().path("paths").has("/api/documents"));
  }

  private JsonNode openApi() {
    return Rest.parse(rest.get("/openapi?format=json"));
  }

  private Set<String> greetersPaths() {
    return openApi().path("paths").propertyNames().stream()
        .filter(path -> path.startsWith("/api/plugins/greeter"))
        .collect(Collectors.toSet());
  }

  private static void assertGreeting(HttpResponse<String> response) {
    JsonNode greeting = Rest.parse(response);
    assertEquals("hello ada", greeting.path("greeting").stringValue(""), response::body);
    assertEquals(3, greeting.path("times").intValue(0), response::body);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static void assertProblem(int status, String detail, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response::body);
    assertEquals("application/problem+json", header(response, "Content-Type"));
    assertTrue(
        Rest.parse(response).path("detail").stringValue("").contains(detail), response::body);
  }

  @Test
  void callsBeyondSixteenAtOnceAreTurnedAway() throws Exception {
    drop(greeter("1.0.0"));
    awaitVersion("1.0.0");
    String document = rest.create("held up");
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        Wire wire = Wire.to(server.base(), document)) {
      wire.join("holder");
      List<Future<HttpResponse<String>>> held =
          IntStream.range(0, 16).mapToObj(n -> callers.submit(this::hold)).toList();
      try {
        await(() -> rest.get("/api/hello").statusCode() == 503, "there is always another place");
        HttpResponse<String> refused = rest.get("/api/plugins/greeter");
        assertProblem(503, "16 calls to this plugin are being answered", refused);
        assertFalse(header(refused, "Retry-After").isEmpty());
        assertEquals(200, rest.get("/api/plugins").statusCode(), "others are served");
        wire.edit(1, 0, "[{\"insert\":\"x\"}]").take("ack");
      } finally {
        wire.send("{\"type\":\"plugin\",\"plugin\":\"greeter\",\"body\":{}}");
      }
      for (var call : held) {
        assertEquals("{\"changes\":-1}", call.get().body());
      }
      assertEquals(200, rest.get("/api/plugins/greeter").statusCode());
    }
  }

  /** A call that gets a place, and keeps it until the plugin is sent a message. */
  private HttpResponse<String> hold() {
    HttpResponse<String> response = rest.get("/api/plugins/greeter/hold");
    while (response.statusCode() == 503) {
      response = rest.get("/api/plugins/greeter/hold");
    }
    return response;
  }

  @Test
  void pluginIsSwitchedOffEverywhereAndInOneDocument() throws Exception {
    drop(greeter("1.0.0"));
    awaitVersion("1.0.0");
    String document = rest.create("without");
    String here = "/api/documents/" + document + "/plugins/greeter";
    assertEquals("{\"on\":true}", rest.get(here).body());
    assertTrue(joinedPlugins(document).contains("greeter"));
    assertEquals("{\"on\":false}", rest.json("PUT", here, "{\"on\":false}").body());
    assertEquals("{\"on\":false}", rest.get(here).body());
    assertFalse(joinedPlugins(document).contains("greeter"));
    assertTrue(joinedPlugins(rest.create("with")).contains("greeter"));

    String state = "/api/admin/plugins/greeter/state";
    assertEquals(200, rest.json("PUT", state, "{\"on\":false}").statusCode());
    assertProblem(503, "is switched off", rest.get("/api/plugins/greeter"));
    assertEquals(200, rest.json("PUT", state, "{\"on\":true}").statusCode());
    awaitVersion("1.0.0");
    assertEquals(202, rest.call("POST", "/api/admin/plugins/greeter/restart", "").statusCode());
    awaitVersion("1.0.0");
    HttpResponse<String> strangers =
        rest.call(
            "PUT",
            state,
            "{\"on\":false}",
            "Content-Type",
            Rest.JSON,
            "Origin",
            "https://evil.example");
    assertProblem(403, "pages from https://evil.example may change nothing here", strangers);
    HttpResponse<String> proxied = rest.get("/api/admin/plugins", "X-Forwarded-For", "203.0.113.7");
    assertProblem(403, "administration is for those at the server's own machine", proxied);
  }

  private String joinedPlugins(String document) {
    try (Wire wire = Wire.to(server.base(), document)) {
      return wire.join("looker").path("plugins").toString();
    }
  }

  @Test
  void pluginsNumbersAreShownUnderItsName() throws Exception {
    drop(greeter("1.0.0"));
    awaitVersion("1.0.0");
    String document = rest.create("counted");
    try (Wire wire = Wire.to(server.base(), document)) {
      wire.join("counter");
      wire.edit(1, 0, "[{\"insert\":\"x\"}]").take("ack");
    }
    for (String metric :
        List.of(
            "plugin_greetings_total",
            "scriptorium_plugin_state",
            "scriptorium_plugin_calls_seconds_count")) {
      PluginLists.await(() -> metric(metric), () -> rest.get("/metrics").body());
    }
  }

  private boolean metric(String name) {
    return rest.get("/metrics")
        .body()
        .lines()
        .anyMatch(line -> line.startsWith(name + "{") && line.contains("plugin=\"greeter\""));
  }
}
