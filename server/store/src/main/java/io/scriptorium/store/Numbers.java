package io.scriptorium.store;

import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The numbers that stand in for ids in the rows of changes; given when an id is first met. */
final class Numbers {
  private Numbers() {}

  /** Of a replica of a document. */
  static long ofReplica(Sql sql, long document, ClientId client) throws SQLException {
    var known =
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
    var known =
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
    var known =
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
