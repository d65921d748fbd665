package io.scriptorium.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client over TLS: whom it talks to, and whom it does not. */
@Timeout(120)
class SecureSocketTest {
  private static final Backoff SHORT = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));
  private static final Delta EDIT = Delta.of(new Op.Insert("a", Attributes.NONE));

  /** What the server has whose name the client asks for, and what another has. */
  private static Certificate own;

  private static Certificate foreign;

  @BeforeAll
  static void certify(@TempDir Path folder) throws Exception {
    own = Certificate.of("localhost", folder);
    foreign = Certificate.of("elsewhere.example", folder);
  }

  /** What a transport was told, one after the other. */
  private static final class Told implements Transport.Receiver {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Override
    public void opened() {
      told.add("opened");
    }

    @Override
    public void received(String frame) {
      told.add("received " + frame);
    }

    @Override
    public void closed(int code, String reason) {
      told.add("closed " + code + " " + reason);
    }

    String next() throws InterruptedException {
      return Optional.ofNullable(told.poll(40, TimeUnit.SECONDS)).orElse("nothing was told");
    }
  }

  private static String whatComesOf(URI address, SSLContext trust) throws InterruptedException {
    Told told = new Told();
    try (HttpClient http = HttpClient.newBuilder().sslContext(trust).build()) {
      Transport.Channel channel = new WebSocketTransport(http).connect(address, told);
      String first = told.next();
      channel.close();
      http.shutdownNow();
      return first;
    }
  }

  @Test
  void editsAndComesBackUnderACertificateThatItTrusts() throws Exception {
    try (SocketServer server = new SocketServer(own.identity());
        HttpClient http = HttpClient.newBuilder().sslContext(own.trust()).build();
        DocumentClient client =
            DocumentClient.open(
                ClientSettings.of(server.address(), "welcome").withBackoff(SHORT),
                new WebSocketTransport(http),
                new ClientListener() {})) {
      assertEquals("wss", server.address().getScheme());
      assertEquals("\n", client.joined().join().text());
      assertEquals(1, client.edit(_ -> EDIT).join());
      server.cut();
      assertEquals(3, client.edit(_ -> EDIT).join());
      assertEquals("*a*a\n", server.document().text());
    }
  }

  @Test
  void doesNotTalkUnderACertificateThatNobodyVouchesFor() throws Exception {
    try (SocketServer server = new SocketServer(own.identity())) {
      String outcome = whatComesOf(server.address(), SSLContext.getDefault());
      assertTrue(outcome.startsWith("closed 1006"), outcome);
    }
  }

  @Test
  void doesNotTalkUnderACertificateOfAnotherHost() throws Exception {
    try (SocketServer server = new SocketServer(foreign.identity())) {
      String outcome = whatComesOf(server.address(), foreign.trust());
      assertTrue(outcome.startsWith("closed 1006"), outcome);
    }
  }

  @Test
  void theTestItselfSeesATrustedConnectionOpen() throws Exception {
    try (SocketServer server = new SocketServer(own.identity())) {
      assertEquals("opened", whatComesOf(server.address(), own.trust()));
    }
  }
}
