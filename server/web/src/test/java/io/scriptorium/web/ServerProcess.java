package io.scriptorium.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The server as its users run it, the real server.xml and the built WAR in a process of its own,
 * which a test may kill and start again over the same documents. There is one server directory, so
 * there is one such process at a time.
 */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Path data;
  private Process process;

  private ServerProcess(Path data, Map<String, String> settings) {
    this.data = data;
    this.process = launch(data, settings);
  }

  /** The folder that this server takes strangers' plugins from. */
  Path plugins() {
    return plugins(data);
  }

  private static Path plugins(Path data) {
    return data.resolve("strangers");
  }

  /** A server over the documents in {@code data}; returns once it is ready. */
  static ServerProcess start(Path data) {
    var server = new ServerProcess(data, Map.of());
    server.awaitReady();
    return server;
  }

  /**
   * What a server says that ends at start, and its exit status.
   *
   * @param words all that it wrote to its console
   */
  record Refusal(int status, String words) {}

  /** Starts a server that cannot start, with these settings, and waits for its end. */
  static Refusal refusal(Path data, Map<String, String> settings) throws IOException {
    Path console = Files.createTempFile("refusal", ".log");
    ProcessBuilder builder = builder(data, console);
    builder.environment().putAll(settings);
    Process process = builder.start();
    try {
      if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("server goes on: " + Files.readString(console));
      }
      return new Refusal(process.exitValue(), Files.readString(console));
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for the server's end", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(console);
    }
  }

  /** Where it serves plain HTTP, the port being one that the build has reserved. */
  URI base() {
    return URI.create("http://localhost:" + httpPort());
  }

  /** Ends the process as {@code kill -9} does: nothing of the server's own gets to run. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Starts the process again after {@link #kill} or {@link #stop}; returns once it is ready. */
  void restart() {
    restart(Map.of());
  }

  /** The same, with other settings, as environment variables. */
  void restart(Map<String, String> settings) {
    process = launch(data, settings);
    awaitReady();
  }

  /** Asks the process to stop, as Ctrl-C does, and waits for its end. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  @Override
  public void close() {
    kill();
  }

  private static Process launch(Path data, Map<String, String> settings) {
    Path log = Path.of(System.getProperty("scriptorium.it.user"), "scriptorium.log");
    try {
      ProcessBuilder builder = builder(data, log);
      builder.environment().putAll(settings);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessBuilder builder(Path data, Path log) {
    Path server = Path.of(System.getProperty("scriptorium.it.wlp"), "bin", "server");
    ProcessBuilder builder = new ProcessBuilder(server.toString(), "run", "scriptorium");
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "WLP_USER_DIR", System.getProperty("scriptorium.it.user"),
                "SCRIPTORIUM_DATA", data.toString(),
                "SCRIPTORIUM_PLUGINS", plugins(data).toString(),
                "SCRIPTORIUM_HTTP_PORT", httpPort(),
                "SCRIPTORIUM_HTTPS_HOST", "localhost",
                "SCRIPTORIUM_HTTPS_PORT", System.getProperty("scriptorium.it.https.port")));
    builder.redirectErrorStream(true);
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private static String httpPort() {
    return System.getProperty("scriptorium.it.http.port");
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
      while (!ready(client)) {
        if (!process.isAlive()) {
          throw new IllegalStateException("server ended with " + process.exitValue() + " at start");
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "server not ready at " + base() + " after " + START_LIMIT);
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for the server", e);
    }
  }

  private boolean ready(HttpClient client) throws InterruptedException {
    HttpRequest health =
        HttpRequest.newBuilder(base().resolve("/health/ready")).timeout(REQUEST_LIMIT).build();
    try {
      return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("server did not end within " + STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for the server's end", e);
    }
  }
}
