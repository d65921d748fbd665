package io.scriptorium.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client over a real socket, on its own thread. */
@Timeout(60)
class DocumentClientTest {
  private static final Backoff SHORT = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));

  /** The texts that a listener was told, one after the other. */
  private static final class Texts implements ClientListener {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Override
    public void changed(Delta change, RichText content) {
      told.add(content.text());
    }

    String next() throws InterruptedException {
      return Optional.ofNullable(told.poll(40, TimeUnit.SECONDS)).orElse("nothing was told");
    }
  }

  private static Delta insert(String text) {
    return Delta.of(new Op.Insert(text, Attributes.NONE));
  }

  @Test
  void exampleGreets() throws Exception {
    BlockingQueue<String> shown = new LinkedBlockingQueue<>();
    try (SocketServer server = new SocketServer()) {
      Robot.greet(server.address(), shown::add);
      assertTrue(shown.contains("saved as revision 1"), shown.toString());
      assertEquals("*Hello.\n", server.document().text());
    }
  }

  @Test
  void exampleIsTheOneOfTheDocumentation() throws IOException {
    Path module = Path.of("").toAbsolutePath();
    String code =
        Files.readString(module.resolve("src/test/java/io/scriptorium/client/Robot.java"));
    List<String> example =
        code.substring(code.indexOf("// example\n") + 11, code.indexOf("// end"))
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    assertEquals(13, example.size(), "lines of the example");
    for (String page :
        List.of(
            "src/main/java/io/scriptorium/client/package-info.java",
            "../../src/site/markdown/java-client.md")) {
      List<String> lines =
          Files.readString(module.resolve(page))
              .lines()
              .map(line -> line.strip().replaceFirst("^\\* *", ""))
              .toList();
      assertTrue(lines.containsAll(example), page + " has another example than Robot");
    }
  }

  @Test
  void followsAndEdits() throws Exception {
    Texts texts = new Texts();
    try (SocketServer server = new SocketServer();
        DocumentClient client =
            DocumentClient.open(ClientSettings.of(server.address(), "welcome"), texts)) {
      assertEquals("\n", client.joined().join().text());
      assertEquals(1, client.edit(_ -> insert("a")).join());
      assertEquals("*a\n", texts.next());
    }
  }

  @Test
  void comesBackAfterTheLineWasCut() throws Exception {
    Texts texts = new Texts();
    try (SocketServer server = new SocketServer();
        DocumentClient client =
            DocumentClient.open(
                ClientSettings.of(server.address(), "welcome").withBackoff(SHORT), texts)) {
      client.joined().join();
      for (int i = 0; i < 5; i++) {
        server.cut();
        assertEquals(2L * i + 1, client.edit(_ -> insert("a")).join());
        assertEquals("*a".repeat(i + 1) + "\n", texts.next());
      }
      assertEquals("*a".repeat(5) + "\n", server.document().text());
    }
  }

  @Test
  void failingListenerHarmsNobody() throws Exception {
    ClientListener failing =
        new ClientListener() {
          @Override
          public void joined(RichText content) {
            throw new IllegalStateException("on purpose, in a test");
          }
        };
    try (SocketServer server = new SocketServer();
        DocumentClient client =
            DocumentClient.open(ClientSettings.of(server.address(), "welcome"), failing)) {
      assertEquals(1, client.edit(_ -> insert("a")).join());
    }
  }

  @Test
  void waitingClientCanBeClosed() {
    ClientSettings nowhere = ClientSettings.of(URI.create("ws://localhost:9"), "welcome");
    DocumentClient client = DocumentClient.open(nowhere, new ClientListener() {});
    CompletableFuture<Long> edit = client.edit(_ -> insert("a"));
    client.close();
    assertThrows(CompletionException.class, edit::join);
    assertThrows(CompletionException.class, () -> client.joined().join());
    assertThrows(CompletionException.class, client.edit(_ -> insert("b"))::join);
  }

  @Test
  void addressMustBeASocket() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ClientSettings.of(URI.create("http://localhost:9080"), "welcome"));
  }
}
