package io.scriptorium.web;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The application of {@link ServerProcess}, which a test may change between two starts as an
 * upgrade does; put back as it was at the end.
 */
final class DeployedWar implements AutoCloseable {
  private final Path war =
      Path.of(
          System.getProperty("scriptorium.it.user"), "servers/scriptorium/apps/scriptorium.war");
  private final Path before;

  /**
   * @param before where it is kept as it was
   */
  DeployedWar(Path before) throws IOException {
    this.before = Files.copy(war, before);
  }

  /**
   * Takes a shipped plugin's entry out of its jar. The jar's place and time in the application stay
   * the same: a reproducible build gives all entries one time, in every version.
   */
  void removePlugin(String plugin) throws IOException {
    try (FileSystem application = FileSystems.newFileSystem(war)) {
      Path jar = jarOf(application, plugin);
      FileTime time = Files.getLastModifiedTime(jar);
      Path changed = Files.createTempFile(plugin, ".jar");
      Files.copy(jar, changed, StandardCopyOption.REPLACE_EXISTING);
      try (FileSystem contents = FileSystems.newFileSystem(changed)) {
        Files.delete(contents.getPath("META-INF/services/io.scriptorium.plugin.Plugin"));
      }
      Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(jar, time);
    }
  }

  private static Path jarOf(FileSystem application, String plugin) throws IOException {
    try (Stream<Path> jars = Files.list(application.getPath("WEB-INF/lib"))) {
      return jars.filter(jar -> jar.getFileName().toString().contains("plugin-" + plugin + "-"))
          .findAny()
          .orElseThrow(() -> new IllegalStateException("no jar of the plugin " + plugin));
    }
  }

  /** Newer than what the test has deployed: the server is to take it. */
  @Override
  public void close() throws IOException {
    Files.copy(before, war, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(war, FileTime.from(Instant.now()));
  }
}
