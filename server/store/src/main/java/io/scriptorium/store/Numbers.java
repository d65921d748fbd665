package io.scriptorium.store;

import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The numbers that stand in for ids in the rows of changes; given when an id is first met. The
 * connection remembers them, since somebody who writes once mostly writes again.
 */
final class Numbers {
  private Numbers() {}

  private record Replica(long document, ClientId client) {}

  private record Session(long document, SessionId session, Author author) {}

  /** Of a replica of a document. */
  static long ofReplica(Sql sql, long document, ClientId client) throws SQLException {
    return sql.remembered(
        new Replica(document, client), inside -> lookUpReplica(inside, document, client));
  }

  private static long lookUpReplica(Sql sql, long document, ClientId client) throws SQLException {
    Optional<Long> known =
        sql.first(
            Numbers::number,
            "SELECT number FROM replicas WHERE document = ? AND client = ?",
            document,
            client.value());
    return known.isPresent()
        ? known.get()
        : given(
            sql,
            "INSERT INTO replicas (document, client) VALUES (?, ?) RETURNING number",
            document,
            client.value());
  }

  /** Of a session in a document, and of the author whose session it is. */
  static long ofSession(Sql sql, long document, SessionId session, Author author)
      throws SQLException {
    return sql.remembered(
        new Session(document, session, author),
        inside -> lookUpSession(inside, document, session, author));
  }

  private static long lookUpSession(Sql sql, long document, SessionId session, Author author)
      throws SQLException {
    Optional<Long> known =
        sql.first(
            Numbers::number,
            """
            SELECT s.number FROM sessions s JOIN authors a ON a.number = s.author
            WHERE s.document = ? AND s.session = ? AND a.id = ? AND a.name = ?
            """,
            document,
            session.value(),
            author.id(),
            author.name());
    return known.isPresent()
        ? known.get()
        : given(
            sql,
            "INSERT INTO sessions (document, session, author) VALUES (?, ?, ?) RETURNING number",
            document,
            session.value(),
            ofAuthor(sql, author));
  }

  private static long ofAuthor(Sql sql, Author author) throws SQLException {
    Optional<Long> known =
        sql.first(
            Numbers::number,
            "SELECT number FROM authors WHERE id = ? AND name = ?",
            author.id(),
            author.name());
    return known.isPresent()
        ? known.get()
        : given(
            sql,
            "INSERT INTO authors (id, name) VALUES (?, ?) RETURNING number",
            author.id(),
            author.name());
  }

  private static long given(Sql sql, String insert, Object... values) throws SQLException {
    return sql.first(Numbers::number, insert, values).orElseThrow();
  }

  private static Long number(ResultSet row) throws SQLException {
    return row.getLong(1);
  }
}
