package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that knows nothing but frames: what it sends is just what the test says. */
final class Wire implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;
  private static final Pattern SHIPPED =
      Pattern.compile(
          "\\{\"type\":\"plugin\",\"plugin\":\"(?:chat|history|presence|search|word-count)\"");
  private static final JsonMapper JSON = new JsonMapper();

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final HttpClient client;
  private final WebSocket socket;

  private Wire(HttpClient client, URI address, boolean reading, String... headers) {
    this.client = client;
    var builder = client.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    this.socket =
        builder.subprotocols("scriptorium.v1").buildAsync(address, new Listener(reading)).join();
  }

  /** What came in. */
  sealed interface Event {
    /** A whole text message. */
    record Text(String json) implements Event {}

    /** The server's close frame; 1006 where the connection broke without one. */
    record Closed(int code) implements Event {}
  }

  /** Connects to a document. */
  static Wire to(URI base, String document, String... headers) {
    return new Wire(HttpClient.newHttpClient(), address(base, document), true, headers);
  }

  /** Connects with a client of its own, which trusts what the caller says. */
  static Wire to(HttpClient client, URI base, String document) {
    return new Wire(client, address(base, document), true);
  }

  /** Connects and takes in nothing until {@link #read}. */
  static Wire deafTo(URI base, String document) {
    return new Wire(HttpClient.newHttpClient(), address(base, document), false);
  }

  private static URI address(URI base, String document) {
    return URI.create(
        base.resolve("/ws/documents/" + document).toString().replaceFirst("^http", "ws"));
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  /** Takes in everything from now on. */
  void read() {
    socket.request(Long.MAX_VALUE);
  }

  Wire send(String json) {
    try {
      socket.sendText(json, true).join();
    } catch (CompletionException lost) {
      // The close that the server sent meanwhile is among the events.
    }
    return this;
  }

  Wire sendParts(String... parts) {
    for (int i = 0; i < parts.length; i++) {
      socket.sendText(parts[i], i == parts.length - 1).join();
    }
    return this;
  }

  Wire sendBinary(byte... bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  Wire ping(String text) {
    socket.sendPing(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))).join();
    return this;
  }

  /** Joins and takes the answer. */
  JsonNode join(String name) {
    return send("{\"type\":\"join\",\"client\":\"" + name + "\"}").take("joined");
  }

  /** Joins again from a revision and takes the answer. */
  JsonNode resume(String name, long revision) {
    return send("{\"type\":\"join\",\"client\":\"" + name + "\",\"revision\":" + revision + "}")
        .take("joined");
  }

  Wire edit(long seq, long revision, String delta) {
    return send(
        "{\"type\":\"edit\",\"seq\":"
            + seq
            + ",\"revision\":"
            + revision
            + ",\"delta\":"
            + delta
            + "}");
  }

  /** The next message, which must be of this type. */
  JsonNode take(String type) {
    JsonNode message = message();
    assertEquals(type, message.path("type").stringValue(""), message::toString);
    return message;
  }

  /** The next message; one that the AsyncAPI document allows. */
  JsonNode message() {
    Event event = next();
    assertTrue(event instanceof Event.Text, () -> "a message was expected, came " + event);
    JsonNode message = JSON.readTree(((Event.Text) event).json());
    AsyncApi.check(message);
    return message;
  }

  /** The error and the close that must be all that comes. */
  String refused(String code, int closeCode) {
    JsonNode error = take("error");
    assertEquals(code, error.path("code").stringValue(""), error::toString);
    assertEquals(new Event.Closed(closeCode), next());
    return error.path("message").stringValue("");
  }

  /** Waits for the close, whatever comes before it. */
  int closed() {
    Event event = next();
    while (!(event instanceof Event.Closed)) {
      event = next();
    }
    return ((Event.Closed) event).code();
  }

  /** What the plugins that ship say by themselves, which the core's protocol is tested without. */
  private static boolean isOfShippedPlugin(String json) {
    return SHIPPED.matcher(json).lookingAt();
  }

  /** Whatever comes next. */
  Event next() {
    try {
      Event event = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      while (event instanceof Event.Text(var json) && isOfShippedPlugin(json)) {
        event = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      assertTrue(event != null, "nothing came within " + LIMIT_SECONDS + " s");
      return event;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Breaks the connection off, without a goodbye. */
  void abort() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final boolean reading;

    Listener(boolean reading) {
      this.reading = reading;
    }

    @Override
    public void onOpen(WebSocket webSocket) {
      if (reading) {
        webSocket.request(Long.MAX_VALUE);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        events.add(new Event.Text(text.toString()));
        text.setLength(0);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      events.add(new Event.Closed(code));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      events.add(new Event.Closed(1006));
    }
  }
}
