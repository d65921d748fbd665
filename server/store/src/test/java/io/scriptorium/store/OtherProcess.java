package io.scriptorium.store;

import io.scriptorium.engine.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Another program on the same machine, for what only another process can do. */
final class OtherProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private OtherProcess(Process process) {
    this.process = process;
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Holds the database's write lock until it is closed; returns when it has it. */
  static OtherProcess locking(Path database) throws IOException {
    OtherProcess other = start("lock", database);
    String line = other.readLine();
    if (!line.equals("locked")) {
      throw new IllegalStateException("expected \"locked\", got \"" + line + "\"");
    }
    return other;
  }

  /** Tries to be a server on this folder; {@link #readLine} says what came of it. */
  static OtherProcess serving(Path folder) throws IOException {
    return start("serve", folder);
  }

  private static OtherProcess start(String what, Path path) throws IOException {
    return new OtherProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                what,
                path.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  String readLine() throws IOException {
    String line = output.readLine();
    return line == null ? "(nothing)" : line;
  }

  long pid() {
    return process.pid();
  }

  /** Lets it end, and waits until it has. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The other program. It ends when its standard input does. */
  public static void main(String[] arguments) throws SQLException, IOException {
    PrintStream out = System.out;
    Path path = Path.of(arguments[1]);
    if (arguments[0].equals("lock")) {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
          Statement statement = connection.createStatement()) {
        statement.execute("BEGIN EXCLUSIVE");
        out.println("locked");
        System.in.read();
      }
      return;
    }
    try (SqliteStore store = SqliteStore.open(path, InstantSource.system())) {
      out.println("serving " + store.catalogue().list(1, java.util.Optional.empty()));
      System.in.read();
    } catch (StoreException refused) {
      out.println(refused.getMessage());
    }
  }
}
