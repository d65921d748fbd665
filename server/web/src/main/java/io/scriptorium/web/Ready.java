package io.scriptorium.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Prints the address to open, once it answers. It is the one line on the console that a person
 * waits for, and it claims nothing that was not tried: the health report was asked over that very
 * address.
 */
@ApplicationScoped
class Ready {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String host;
  private final int port;

  @Inject
  Ready(
      @ConfigProperty(name = "scriptorium.http.host") String host,
      @ConfigProperty(name = "scriptorium.http.port") int port) {
    this.host = host;
    this.port = port;
  }

  void onStart(@Observes @Initialized(ApplicationScoped.class) Object application) {
    Thread.ofVirtual().name("ready").start(this::announce);
  }

  private void announce() {
    try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline) {
        if (answers(client)) {
          System.out.println("Scriptorium is ready: http://" + host + ":" + port);
          return;
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers(HttpClient client) throws InterruptedException {
    URI health = URI.create("http://" + host + ":" + port + "/health/ready");
    try {
      return client
              .send(
                  HttpRequest.newBuilder(health).timeout(ANSWER_LIMIT).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException _) {
      return false;
    }
  }
}
