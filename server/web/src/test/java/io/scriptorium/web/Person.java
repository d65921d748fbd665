package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** Somebody at a server with accounts, by what they show: a session's cookie, or a token. */
final class Person {
  static final String PASSWORD = "a password of theirs";

  private final URI base;
  private final Rest rest;
  private final String id;
  private final String header;
  private final String credential;

  private Person(URI base, Rest rest, String id, String header, String credential) {
    this.base = base;
    this.rest = rest;
    this.id = id;
    this.header = header;
    this.credential = credential;
  }

  /** Somebody who is not signed in. */
  static Person nobody(URI base, Rest rest) {
    return new Person(base, rest, "", "Accept", "*/*");
  }

  /** The administrator: whoever sets the server up, by this test or one before it. */
  static Person administrator(URI base, Rest rest) {
    Person nobody = nobody(base, rest);
    HttpResponse<String> answer =
        nobody.call("POST", "/api/setup", "{\"name\":\"root\",\"password\":\"" + PASSWORD + "\"}");
    return answer.statusCode() == 201 ? nobody.as(answer) : nobody.signIn("root", PASSWORD);
  }

  /** Whom an answer has signed in. */
  Person as(HttpResponse<String> answer) {
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    JsonNode body = Rest.parse(answer);
    String account = body.path("id").stringValue(body.at("/account/id").stringValue(""));
    return new Person(base, rest, account, "Cookie", cookie);
  }

  Person signUp(String name) {
    HttpResponse<String> answer =
        call(
            "POST",
            "/api/account",
            "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
    assertEquals(201, answer.statusCode(), answer::body);
    return as(answer);
  }

  Person signIn(String name, String password) {
    HttpResponse<String> answer = tryToSignIn(name, password);
    assertEquals(200, answer.statusCode(), answer::body);
    return as(answer);
  }

  HttpResponse<String> tryToSignIn(String name, String password) {
    return call(
        "POST",
        "/api/account/session",
        "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
  }

  /** The same, by a token. */
  Person bearing(String token) {
    return new Person(base, rest, id, "Authorization", "Bearer " + token);
  }

  String id() {
    return id;
  }

  /** The header that says who they are. */
  String header() {
    return header;
  }

  /** What they show, as the header's value. */
  String credential() {
    return credential;
  }

  HttpResponse<String> call(String method, String path, String body) {
    return rest.call(method, path, body, "Content-Type", Rest.JSON, header, credential);
  }

  int status(String method, String path, String body) {
    return call(method, path, body).statusCode();
  }

  HttpResponse<String> get(String path) {
    return call("GET", path, "");
  }

  /** A document of theirs. */
  String create(String title) {
    HttpResponse<String> created = call("POST", "/api/documents", "{\"title\":\"" + title + "\"}");
    assertEquals(201, created.statusCode(), created::body);
    return Rest.parse(created).path("id").stringValue("");
  }

  /** Gives a role in a document of theirs. */
  void give(String document, String whom, String role) {
    HttpResponse<String> given =
        call(
            "PUT", "/api/documents/" + document + "/access/" + whom, "{\"role\":\"" + role + "\"}");
    assertEquals(204, given.statusCode(), given::body);
  }

  /** A link to a document of theirs. */
  JsonNode link(String document, String role) {
    HttpResponse<String> made =
        call(
            "POST",
            "/api/documents/" + document + "/access/links",
            "{\"guests\":true,\"role\":\"" + role + "\"}");
    assertEquals(201, made.statusCode(), made::body);
    return Rest.parse(made);
  }

  /** Comes in by a link. */
  HttpResponse<String> enter(JsonNode link, String name) {
    return call(
        "POST",
        "/api/links",
        "{\"token\":\"" + link.path("token").stringValue("") + "\",\"name\":\"" + name + "\"}");
  }

  Wire wire(String document) {
    return Wire.to(base, document, header, credential);
  }
}
