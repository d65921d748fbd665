package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A server with accounts: who may do what, and how that ends, over REST and open sockets. */
@ArquillianTest
class AccountsIT {
  @ArquillianResource private URI base;
  private Rest rest;
  private Person nobody;
  private Person administrator;

  /** Part of names, so that a server which an earlier run has used will do. */
  private final String run = Long.toString(System.nanoTime(), 36);

  @Deployment(testable = false)
  static WebArchive application() throws Exception {
    return BuiltApplication.war()
        .addAsResource(
            new StringAsset(
                BuiltApplication.settings()
                    .replace("scriptorium.access=local", "scriptorium.access=accounts")
                    .replace("scriptorium.sign-up=closed", "scriptorium.sign-up=open")),
            "META-INF/microprofile-config.properties");
  }

  @BeforeEach
  void setUp() {
    rest = new Rest(base);
    nobody = Person.nobody(base, rest);
    administrator = Person.administrator(base, rest);
  }

  @AfterEach
  void disconnect() {
    rest.close();
  }

  private Person member(String name) {
    HttpResponse<String> invited =
        administrator.call(
            "POST",
            "/api/admin/accounts",
            "{\"administrator\":false,\"name\":\"" + name + run + "\"}");
    String token = Rest.parse(invited).path("token").stringValue("");
    String reset = "{\"token\":\"" + token + "\",\"password\":\"" + Person.PASSWORD + "\"}";
    return nobody.as(nobody.call("POST", "/api/account/reset", reset));
  }

  @Test
  void peopleSignUpShareAndLoseAccessWhileTheyWrite() {
    Person ada = nobody.signUp("ada" + run);
    Person ben = nobody.signUp("ben" + run);
    String id = ada.create("Shared");
    ada.give(id, "people/" + ben.id(), "viewer");
    try (Wire adas = ada.wire(id);
        Wire bens = ben.wire(id)) {
      assertEquals("owner", adas.join("ada").path("role").stringValue(""));
      assertEquals("viewer", bens.join("ben").path("role").stringValue(""));
      bens.edit(1, 0, "[{\"insert\":\"x\"}]");
      assertEquals("forbidden", bens.take("reject").path("code").stringValue(""));

      ada.give(id, "people/" + ben.id(), "editor");
      assertEquals("editor", bens.take("document").path("role").stringValue(""));
      bens.edit(2, 0, "[{\"insert\":\"y\"}]").take("ack");

      assertEquals(
          204, ada.status("DELETE", "/api/documents/" + id + "/access/people/" + ben.id(), ""));
      bens.refused("forbidden", 4403);
      assertEquals(204, ada.status("DELETE", "/api/account/session", ""));
      assertEquals(4401, adas.closed());
    }
    assertEquals(404, ben.get("/api/documents/" + id).statusCode());
    assertEquals(401, ada.get("/api/documents/" + id).statusCode());
  }

  @Test
  void documentThatOneMayNotReadIsAnsweredAsNone() {
    Person ada = member("ada");
    Person ben = member("ben");
    String id = ada.create("Secret");
    for (String path :
        List.of(
            "/api/documents/%s",
            "/api/documents/%s/content?format=html",
            "/api/documents/%s/plugins",
            "/api/documents/%s/access",
            "/api/plugins/history/documents/%s/versions")) {
      HttpResponse<String> hidden = ben.get(path.formatted(id));
      HttpResponse<String> missing = ben.get(path.formatted("nowhere"));
      assertEquals(404, hidden.statusCode(), path);
      assertEquals(missing.body().replace("nowhere", id), hidden.body(), path);
      assertEquals(200, ada.get(path.formatted(id)).statusCode(), path);
    }
    for (String method : List.of("PATCH", "DELETE")) {
      assertEquals(404, ben.status(method, "/api/documents/" + id, "{\"title\":\"x\"}"), method);
    }
    assertFalse(ben.get("/api/documents?limit=200").body().contains(id));
    assertTrue(ada.get("/api/documents?limit=200").body().contains(id));
    assertEquals(401, nobody.get("/api/documents/" + id).statusCode());
    assertEquals(401, nobody.get("/api/documents/nowhere").statusCode());
    assertEquals(refusal(ben, "nowhere").replace("nowhere", id), refusal(ben, id));
    try (Wire nobodys = nobody.wire(id)) {
      nobodys.send("{\"type\":\"join\",\"client\":\"n\"}").refused("unauthenticated", 4401);
    }
  }

  private static String refusal(Person who, String document) {
    try (Wire wire = who.wire(document)) {
      return wire.send("{\"type\":\"join\",\"client\":\"c\"}").refused("not_found", 4404);
    }
  }

  @Test
  void guestComesByALinkAndGoesWithIt() {
    Person ada = member("ada");
    String id = ada.create("Open house");
    JsonNode link = ada.link(id, "editor");
    HttpResponse<String> nameless = nobody.enter(link, "");
    assertEquals(401, nameless.statusCode());
    assertEquals("name_needed", Rest.parse(nameless).path("code").stringValue(""));
    HttpResponse<String> entered = nobody.enter(link, "Eve");
    assertEquals(200, entered.statusCode(), entered::body);
    Person eve = nobody.as(entered);
    try (Wire eves = eve.wire(id)) {
      assertEquals("editor", eves.join("eve").path("role").stringValue(""));
      eves.edit(1, 0, "[{\"insert\":\"hello\"}]").take("ack");
      JsonNode access = Rest.parse(ada.get("/api/documents/" + id + "/access"));
      assertEquals("guest", access.at("/people/1/account/kind").stringValue(""));
      assertEquals("link", access.at("/people/1/ways/0/by").stringValue(""));
      assertEquals(403, eve.status("POST", "/api/documents", "{\"title\":\"mine\"}"));
      String path = "/api/documents/" + id + "/access/links/" + link.path("id").stringValue("");
      assertEquals(403, eve.status("DELETE", path, ""));
      assertEquals(204, ada.status("DELETE", path, ""));
      eves.refused("forbidden", 4403);
    }
    assertEquals(404, eve.get("/api/documents/" + id).statusCode());
    assertEquals(404, nobody.enter(link, "Eve").statusCode());
  }

  @Test
  void tokenHasItsScopeAndCanBeRevoked() {
    Person ada = member("ada");
    String id = ada.create("By program");
    Person reader = ada.bearing(token(ada, "read"));
    Person writer = ada.bearing(token(ada, "write"));
    String rename = "{\"title\":\"Renamed\"}";
    assertAll(
        () -> assertEquals(200, reader.get("/api/documents/" + id).statusCode()),
        () -> assertEquals(403, reader.status("PATCH", "/api/documents/" + id, rename)),
        () -> assertEquals(200, writer.status("PATCH", "/api/documents/" + id, rename)),
        () -> assertEquals(403, writer.status("GET", "/api/account/tokens", "")),
        () -> assertEquals(403, writer.status("DELETE", "/api/account/sessions", "")));
    try (Wire reads = reader.wire(id);
        Wire writes = nobody.wire(id)) {
      assertEquals("viewer", reads.join("r").path("role").stringValue(""));
      String join =
          "{\"type\":\"join\",\"client\":\"w\",\"token\":\"" + token(ada, "write") + "\"}";
      assertEquals("owner", writes.send(join).take("joined").path("role").stringValue(""));
      for (JsonNode token :
          Rest.parse(ada.get("/api/account/tokens")).path("tokens").valueStream().toList()) {
        assertTrue(token.path("token").isMissingNode(), "a secret is shown once");
        String path = "/api/account/tokens/" + token.path("id").stringValue("");
        assertEquals(204, ada.status("DELETE", path, ""));
      }
      assertEquals(4401, reads.closed());
      assertEquals(4401, writes.closed());
    }
    assertEquals(401, reader.get("/api/documents/" + id).statusCode());
  }

  private static String token(Person who, String scope) {
    HttpResponse<String> made =
        who.call(
            "POST",
            "/api/account/tokens",
            "{\"name\":\"t\",\"days\":1,\"scope\":\"" + scope + "\"}");
    return Rest.parse(made).path("token").stringValue("");
  }

  @Test
  void wrongNameAndWrongPasswordAreAnsweredAlikeAndGuessingIsSlowedDown() {
    String name = "ada" + run;
    member("ada");
    HttpResponse<String> wrong = nobody.tryToSignIn(name, "not the password");
    HttpResponse<String> unknown = nobody.tryToSignIn("un" + name, "not the password");
    assertEquals(401, wrong.statusCode());
    assertEquals(unknown.body(), wrong.body());
    for (int i = 0; i < 4; i++) {
      nobody.tryToSignIn(name, "not the password");
    }
    HttpResponse<String> slowed = nobody.tryToSignIn(name, Person.PASSWORD);
    assertEquals(429, slowed.statusCode());
    assertTrue(slowed.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void sessionsCookieIsOutOfScriptsReachAndSetUpHappensOnce() {
    HttpResponse<String> answer = nobody.tryToSignIn("root", Person.PASSWORD);
    String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
    assertTrue(cookie.contains("; HttpOnly; SameSite=Lax"), cookie);
    JsonNode state = Rest.parse(nobody.get("/api/setup"));
    assertEquals("accounts", state.path("access").stringValue(""));
    assertFalse(state.path("needed").booleanValue(true));
    String again = "{\"name\":\"r2\",\"password\":\"" + Person.PASSWORD + "\"}";
    assertEquals(409, nobody.status("POST", "/api/setup", again));
  }

  @Test
  void accountIsDeletedOnceItOwnsNothing() {
    Person ada = member("ada");
    Person ben = member("ben");
    String id = ada.create("Passed on");
    String really = "{\"password\":\"" + Person.PASSWORD + "\"}";
    assertEquals(403, ada.status("POST", "/api/account/deletion", "{\"password\":\"?\"}"));
    assertEquals(409, ada.status("POST", "/api/account/deletion", really));
    String owner = "{\"account\":\"" + ben.id() + "\"}";
    assertEquals(204, ada.status("PUT", "/api/documents/" + id + "/access/owner", owner));
    assertEquals(403, ada.status("PUT", "/api/documents/" + id + "/access/owner", owner));
    assertEquals(403, ada.status("DELETE", "/api/documents/" + id, ""));
    assertEquals(204, ada.status("POST", "/api/account/deletion", really));
    assertEquals(401, ada.get("/api/account").statusCode());
    assertEquals(200, ben.get("/api/documents/" + id).statusCode());
  }

  @Test
  void administratorReadsTheTrailAndNobodyElse() {
    Person ada = member("ada");
    String id = ada.create("Watched");
    ada.give(id, "everyone", "viewer");
    JsonNode events =
        Rest.parse(administrator.get("/api/admin/audit?subject=" + id)).path("events");
    String csv = administrator.get("/api/admin/audit/export?format=csv&subject=" + id).body();
    String jsonl = administrator.get("/api/admin/audit/export?subject=" + id).body();
    assertAll(
        () -> assertEquals("granted", events.at("/0/action").stringValue("")),
        () -> assertEquals("viewer to everyone", events.at("/0/detail").stringValue("")),
        () -> assertEquals(ada.id(), events.at("/0/actor").stringValue("")),
        () -> assertEquals("document_created", events.at("/1/action").stringValue("")),
        () -> assertEquals(2, events.size()),
        () -> assertEquals(3, csv.lines().count(), csv),
        () -> assertEquals(2, jsonl.lines().count(), jsonl),
        () -> assertEquals(403, ada.get("/api/admin/audit").statusCode()),
        () -> assertEquals(403, ada.get("/api/admin/plugins").statusCode()),
        () -> assertEquals(401, nobody.get("/api/admin/audit").statusCode()));
  }

  @Test
  void administratorPromotesDeactivatesAndDeletesOthers() {
    Person ada = member("ada");
    Person ben = member("ben");
    String id = ada.create("Left behind");
    String adas = "/api/admin/accounts/" + ada.id();
    assertEquals(403, ada.status("PATCH", adas, "{\"administrator\":true}"));
    assertEquals(204, administrator.status("PATCH", adas, "{\"administrator\":true}"));
    assertEquals(200, ada.get("/api/admin/audit").statusCode());
    assertEquals(204, administrator.status("PATCH", adas, "{\"administrator\":false}"));
    assertEquals(403, ada.get("/api/admin/audit").statusCode());
    assertEquals(400, administrator.status("PATCH", adas, "{}"));
    String roots = "/api/admin/accounts/" + administrator.id();
    HttpResponse<String> last = administrator.call("PATCH", roots, "{\"administrator\":false}");
    assertEquals(409, last.statusCode());
    assertEquals("last_administrator", Rest.parse(last).path("code").stringValue(""));
    assertEquals(409, administrator.status("DELETE", roots + "?heir=" + ben.id(), ""));

    try (Wire open = ada.wire(id)) {
      open.join("ada");
      assertEquals(204, administrator.status("POST", adas + "/deactivation", ""));
      assertEquals(4401, open.closed());
    }
    assertEquals(401, nobody.tryToSignIn("ada" + run, Person.PASSWORD).statusCode());
    JsonNode listed =
        Rest.parse(administrator.get("/api/admin/accounts?q=ada" + run)).at("/accounts/0");
    assertFalse(listed.path("active").booleanValue(true));
    assertEquals(1, listed.path("documents").intValue(0));

    assertEquals(400, administrator.status("DELETE", adas, ""));
    assertEquals(400, administrator.status("DELETE", adas + "?heir=" + ada.id(), ""));
    assertEquals(204, administrator.status("DELETE", adas + "?heir=" + ben.id(), ""));
    assertEquals(404, administrator.status("DELETE", adas + "?heir=" + ben.id(), ""));
    JsonNode access = Rest.parse(ben.get("/api/documents/" + id + "/access"));
    assertEquals("owner", access.path("role").stringValue(""));
    assertEquals(ben.id(), access.at("/owner/id").stringValue(""));
    JsonNode trail = Rest.parse(administrator.get("/api/admin/audit?subject=" + ada.id()));
    assertEquals(
        List.of("account_deleted", "account_deactivated", "demoted", "promoted"),
        trail
            .path("events")
            .valueStream()
            .limit(4)
            .map(event -> event.path("action").stringValue(""))
            .toList());
    assertEquals("root", trail.path("names").path(administrator.id()).stringValue(""));
  }

  @Test
  void pluginTakesFromSomebodyWhatTheirRoleAllows() {
    Person ada = member("ada");
    Person ben = member("ben");
    String id = ada.create("With plugins");
    ada.give(id, "people/" + ben.id(), "viewer");
    String versions = "/api/plugins/history/documents/" + id + "/versions";
    String named = "{\"name\":\"Draft\",\"revision\":0,\"by\":\"Somebody else\"}";
    String post =
        "{\"type\":\"plugin\",\"plugin\":\"chat\",\"body\":{\"type\":\"post\",\"n\":1,\"text\":\"Hello\"}}";
    try (Wire bens = ben.wire(id)) {
      bens.join("ben");
      JsonNode error = bens.send(post).take("error");
      assertEquals("unknown_plugin", error.path("code").stringValue(""));
      assertEquals(
          "plugin \"chat\" takes this from nobody below commenter",
          error.path("message").stringValue(""));
    }
    assertEquals(200, ben.get(versions).statusCode());
    HttpResponse<String> refused = ben.call("POST", versions, named);
    assertEquals(403, refused.statusCode(), refused::body);
    assertTrue(refused.body().contains("editor"), refused::body);
    ada.give(id, "people/" + ben.id(), "editor");
    HttpResponse<String> kept = ben.call("POST", versions, named);
    assertEquals(201, kept.statusCode(), kept::body);
    assertEquals("ben" + run, Rest.parse(kept).path("by").stringValue(""));
    assertEquals(401, nobody.status("POST", versions, named));
  }

  @Test
  void whoMayNotEditIsToldTheirRoleAndTheOwnerAlone() {
    Person ada = member("ada");
    Person ben = member("ben");
    String id = ada.create("Shown");
    ada.give(id, "people/" + ben.id(), "commenter");
    JsonNode access = Rest.parse(ben.get("/api/documents/" + id + "/access"));
    assertEquals("commenter", access.path("role").stringValue(""));
    assertEquals(ada.id(), access.at("/owner/id").stringValue(""));
    assertEquals(0, access.path("people").size());
  }

  /** The same question over REST, socket, search and history, against a model. */
  @Test
  void randomSharingIsTheSameEverywhere() {
    long seed = Long.getLong("scriptorium.seed", System.nanoTime());
    List<Person> people = List.of(member("ada"), member("ben"), member("cyd"));
    new RandomAccess(seed, administrator, people, "quilt" + run).run(12);
  }
}
