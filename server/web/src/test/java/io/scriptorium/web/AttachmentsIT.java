package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pictures over HTTP on a server with accounts: who may add them, see them and show them. */
@ArquillianTest
class AttachmentsIT {
  private static final int MOST_BYTES = 100_000;

  @ArquillianResource private URI base;
  private final HttpClient client = HttpClient.newHttpClient();
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
                    .replace("scriptorium.sign-up=closed", "scriptorium.sign-up=open")
                    .replace("picture-bytes=10485760", "picture-bytes=" + MOST_BYTES)
                    .replace("picture-pixels=25000000", "picture-pixels=1000000")
                    .replace("pictures-bytes=1048576000", "pictures-bytes=50000")
                    .replace("pictures-per-minute=60", "pictures-per-minute=12")),
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
    client.close();
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

  private static byte[] picture(int color) throws IOException {
    var image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 3, color);
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private HttpResponse<byte[]> send(
      Person who, String method, String path, byte[] body, String... headers) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .header(who.header(), who.credential());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(method + " " + path + " failed", failure);
    }
  }

  private HttpResponse<byte[]> upload(Person who, String document, byte[] picture) {
    return send(who, "POST", "/api/documents/" + document + "/attachments", picture);
  }

  private static JsonNode parse(HttpResponse<byte[]> answer) {
    return new JsonMapper().readTree(answer.body());
  }

  private static String source(HttpResponse<byte[]> answer) {
    assertTrue(
        answer.statusCode() == 201 || answer.statusCode() == 200,
        () -> new String(answer.body(), StandardCharsets.UTF_8));
    return parse(answer).path("source").stringValue("");
  }

  private static String header(HttpResponse<?> answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }

  @Test
  void pictureIsServedSoThatItCanDoNothingElse() throws Exception {
    Person ada = member("ada");
    String id = ada.create("Pictures");
    HttpResponse<byte[]> added = upload(ada, id, picture(0xff0000));
    assertEquals(201, added.statusCode());
    JsonNode view = parse(added);
    String source = source(added);
    assertEquals(20, view.path("width").intValue(0));
    assertEquals(10, view.path("height").intValue(0));
    assertTrue(header(added, "Location").endsWith(source));
    assertEquals(200, upload(ada, id, picture(0xff0000)).statusCode(), "it is there");

    HttpResponse<byte[]> shown = send(ada, "GET", source, new byte[0]);
    assertEquals(20, ImageIO.read(new ByteArrayInputStream(shown.body())).getWidth());
    HttpResponse<byte[]> head = send(ada, "HEAD", source, new byte[0]);
    HttpResponse<byte[]> known =
        send(ada, "GET", source, new byte[0], "If-None-Match", header(shown, "ETag"));
    assertAll(
        () -> assertEquals("image/png", header(shown, "Content-Type")),
        () -> assertEquals("nosniff", header(shown, "X-Content-Type-Options")),
        () -> assertTrue(header(shown, "Content-Security-Policy").contains("default-src 'none'")),
        () -> assertTrue(header(shown, "Content-Security-Policy").contains("sandbox")),
        () -> assertEquals("private, max-age=31536000, immutable", header(shown, "Cache-Control")),
        () -> assertTrue(header(shown, "Vary").contains("Cookie")),
        () -> assertEquals("same-origin", header(shown, "Cross-Origin-Resource-Policy")),
        () -> assertTrue(header(shown, "Content-Disposition").startsWith("inline; filename=\"")),
        () -> assertEquals(200, head.statusCode()),
        () -> assertEquals("" + shown.body().length, header(head, "Content-Length")),
        () -> assertEquals(0, head.body().length),
        () -> assertEquals(304, known.statusCode()));
  }

  @Test
  void whoMayNotReadTheDocumentIsAnsweredAsForOneThatNeverWas() throws Exception {
    Person ada = member("ada");
    Person ben = member("ben");
    String id = ada.create("Secret");
    String source = source(upload(ada, id, picture(1)));
    String missing = source.replace(id, "nowhere");
    HttpResponse<String> hidden = ben.get(source);
    assertEquals(404, hidden.statusCode());
    assertEquals(ben.get(missing).body().replace("nowhere", id), hidden.body());
    assertEquals(401, nobody.get(source).statusCode());
    assertEquals(404, upload(ben, id, picture(2)).statusCode());
    assertEquals(401, upload(nobody, id, picture(2)).statusCode());
    assertEquals(404, ben.status("HEAD", source, ""));

    ada.give(id, "people/" + ben.id(), "viewer");
    assertEquals(200, send(ben, "GET", source, new byte[0]).statusCode());
    assertEquals(403, upload(ben, id, picture(2)).statusCode());
    ada.give(id, "people/" + ben.id(), "editor");
    assertEquals(201, upload(ben, id, picture(2)).statusCode());
    assertEquals(
        204, ada.status("DELETE", "/api/documents/" + id + "/access/people/" + ben.id(), ""));
    assertEquals(404, ben.get(source).statusCode());
  }

  @Test
  void pictureOfAnotherDocumentIsCopiedByWhoMayReadIt() throws Exception {
    Person ada = member("ada");
    Person ben = member("ben");
    String from = ada.create("From");
    String to = ben.create("To");
    String source = source(upload(ada, from, picture(3)));
    String copy = source.replace(from, to);
    assertEquals(404, ben.status("PUT", copy + "?from=" + from, ""));
    assertEquals(400, ben.status("PUT", copy, ""));
    assertEquals(404, ben.get(copy).statusCode());
    ada.give(from, "people/" + ben.id(), "viewer");
    assertEquals(copy, source(send(ben, "PUT", copy + "?from=" + from, new byte[0])));
    assertEquals(204, ada.status("DELETE", "/api/documents/" + from, ""));
    assertEquals(404, ada.get(source).statusCode());
    assertEquals(200, send(ben, "GET", copy, new byte[0]).statusCode());
    assertEquals(200, ada.status("POST", "/api/documents/" + from + "/restore", ""));
    assertEquals(200, send(ada, "GET", source, new byte[0]).statusCode(), "restored with it");
  }

  @Test
  void documentShowsItsOwnPicturesAloneAlsoInItsHistoryAndExports() throws Exception {
    Person ada = member("ada");
    String id = ada.create("Shown");
    String other = ada.create("Other");
    String source = source(upload(ada, id, picture(4)));
    String foreign = source(upload(ada, other, picture(5)));
    try (Wire wire = ada.wire(id)) {
      wire.join("ada");
      int seq = 0;
      for (String bad :
          new String[] {
            foreign,
            foreign.replace(other, id),
            "https://example.org/x.png",
            "data:image/png;base64,AAAA",
            "javascript:alert(1)"
          }) {
        wire.edit(++seq, 0, "[{\"insert\":{\"image\":\"" + bad + "\"}}]");
        assertEquals("invalid_edit", wire.take("reject").path("code").stringValue(""), bad);
      }
      wire.edit(++seq, 0, "[{\"insert\":\"x\",\"attributes\":{\"link\":\"javascript:x\"}}]");
      assertEquals("invalid_edit", wire.take("reject").path("code").stringValue(""));
      wire.edit(
          ++seq,
          0,
          "[{\"insert\":{\"image\":\"" + source + "\"},\"attributes\":{\"alt\":\"a dot\"}}]");
      wire.take("ack");
      wire.edit(++seq, 1, "[{\"delete\":1}]").take("ack");
    }
    String content = "/api/documents/" + id + "/content?format=";
    String html = ada.get(content + "html&revision=1").body();
    assertTrue(html.contains("<img src=\"data:image/png;base64,"), html);
    assertTrue(html.contains("alt=\"a dot\""), html);
    String markdown = ada.get(content + "markdown&revision=1").body();
    assertTrue(markdown.contains("![a dot](<" + base.resolve(source) + ">)"), markdown);
    assertFalse(ada.get(content + "html").body().contains("<img"));
    assertEquals(200, send(ada, "GET", source, new byte[0]).statusCode(), "history shows it");
  }

  @Test
  void whatIsNoPictureOrTooMuchIsRefusedInWords() throws Exception {
    Person ada = member("ada");
    String id = ada.create("Refusing");
    byte[] svg =
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
            .getBytes(StandardCharsets.UTF_8);
    String path = "/api/documents/" + id + "/attachments";
    HttpResponse<byte[]> text = send(ada, "POST", path, svg, "Content-Type", "image/png");
    assertEquals(415, text.statusCode());
    assertEquals("unsupported_type", parse(text).path("code").stringValue(""));
    byte[] whole = picture(6);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertEquals("bad_picture", parse(upload(ada, id, half)).path("code").stringValue(""));
    assertEquals(415, upload(ada, id, new byte[0]).statusCode());
    assertEquals(413, upload(ada, id, new byte[MOST_BYTES + 1]).statusCode());
    var wide = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2000, 501, BufferedImage.TYPE_BYTE_BINARY), "png", wide);
    HttpResponse<byte[]> large = upload(ada, id, wide.toByteArray());
    assertEquals(413, large.statusCode());
    assertTrue(parse(large).path("detail").stringValue("").contains("2000 × 501"));
    var noise = new BufferedImage(150, 150, BufferedImage.TYPE_INT_RGB);
    var random = new Random(1);
    for (int i = 0; i < 150 * 150; i++) {
      noise.setRGB(i % 150, i / 150, random.nextInt());
    }
    var heavy = new ByteArrayOutputStream();
    ImageIO.write(noise, "png", heavy);
    assertEquals(413, upload(ada, id, heavy.toByteArray()).statusCode(), "the document's room");
    int last = 0;
    for (int i = 0; i < 12; i++) {
      HttpResponse<byte[]> answer = upload(ada, id, picture(100 + i));
      last = answer.statusCode();
      if (last == 429) {
        assertFalse(header(answer, "Retry-After").isEmpty());
      }
    }
    assertEquals(429, last);
  }

  @Test
  void readingTokenReadsAndForeignPagesAddNothing() throws Exception {
    Person ada = member("ada");
    String id = ada.create("Tokens");
    String source = source(upload(ada, id, picture(7)));
    HttpResponse<String> made =
        ada.call("POST", "/api/account/tokens", "{\"name\":\"t\",\"days\":1,\"scope\":\"read\"}");
    Person reader = ada.bearing(Rest.parse(made).path("token").stringValue(""));
    assertEquals(200, send(reader, "GET", source, new byte[0]).statusCode());
    assertEquals(403, upload(reader, id, picture(8)).statusCode());
    HttpResponse<byte[]> foreign =
        send(
            ada,
            "POST",
            "/api/documents/" + id + "/attachments",
            picture(9),
            "Origin",
            "https://evil.example");
    assertEquals(403, foreign.statusCode());
  }
}
