package io.scriptorium.store;

import io.scriptorium.engine.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables, as the steps that make them. Step n takes a database from version n-1 to n in a
 * transaction of its own; SQLite keeps the version in the file's header ({@code user_version}). A
 * step that was released is never changed.
 */
final class Migrations {
  /**
   * "SCRP", in the file's header: tells our files from other programs' ({@code file(1)} shows it).
   */
  private static final int APPLICATION_ID = 0x53435250;

  /** The tables of the documents. */
  static final Migrations DOCUMENTS =
      new Migrations(
          "documents",
          List.of(
              "001-documents-and-changes.sql",
              "002-who-keeps-of-the-purged.sql",
              "003-segments.sql",
              "004-accounts.sql",
              "005-notes.sql"));

  /** The tables of one plugin. */
  static final Migrations PLUGIN =
      new Migrations("plugin's data", List.of("plugin-001-storage-and-checkpoints.sql"));

  /** The tables of the attachments. */
  static final Migrations ATTACHMENTS =
      new Migrations("attachments", List.of("attachments-001.sql"));

  private final String what;
  private final List<String> steps;

  private Migrations(String what, List<String> steps) {
    this.what = what;
    this.steps = steps;
  }

  /** Does the steps that this database has not had. */
  void run(Sql sql) throws SQLException {
    int version = pragma(sql, "user_version");
    int application = pragma(sql, "application_id");
    if (version > 0 && application != APPLICATION_ID) {
      throw refusal("The database file in the data folder is another program's", application);
    }
    if (version > steps.size()) {
      throw refusal(
          "The "
              + what
              + " were written by a newer version of Scriptorium, and this one reads them"
              + " only up to version "
              + steps.size()
              + " of their tables",
          version);
    }
    for (int done = version; done < steps.size(); done++) {
      String step =
          read(steps.get(done))
              + "PRAGMA user_version = %d;\nPRAGMA application_id = %d;"
                  .formatted(done + 1, APPLICATION_ID);
      sql.transaction(inside -> {
        inside.script(step);
        return true;
      });
    }
  }

  private static StoreException refusal(String sentence, int got) {
    String message = sentence + " (got " + got + ").";
    return new StoreException(message, new IllegalStateException(message));
  }

  private static int pragma(Sql sql, String name) throws SQLException {
    return sql.first(row -> row.getInt(1), "PRAGMA " + name).orElse(0);
  }

  private static String read(String step) {
    try (InputStream in = Migrations.class.getResourceAsStream(step)) {
      if (in == null) {
        throw new IllegalStateException("migration " + step + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
