package io.scriptorium.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The folder that a running server takes strangers' plugins from. */
final class PluginFolder {
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final long PAUSE_NANOS = 50_000_000;

  private final Server server;
  private final HttpClient http;
  private final Path folder;

  PluginFolder(Server server, HttpClient http, Path folder) {
    this.server = server;
    this.http = http;
    this.folder = folder;
  }

  /** Puts a plugin there and waits until the server has it. */
  void drop(String name, GuestJar jar) throws IOException, InterruptedException {
    jar.drop(folder, fileOf(name));
    await(name, true);
  }

  /** Takes it away and waits until the server has let go of it, and it has come to its end. */
  void remove(String name) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve(fileOf(name)));
    await(name, false);
  }

  /** How the server says it is doing. */
  Optional<PluginReport> report(String name) throws IOException, InterruptedException {
    return PluginReport.of(name, server.plugins(http));
  }

  private static String fileOf(String name) {
    return "bench-" + name + ".jar";
  }

  private void await(String name, boolean there) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (report(name).isPresent() != there) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "expected plugin %s %s in time".formatted(name, there ? "to come" : "to go"));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
