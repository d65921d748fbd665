package io.scriptorium.store;

import io.scriptorium.engine.plugin.Checkpoints;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Checkpoints in a plugin's own database. */
record SqlCheckpoints(PluginDatabase database) implements Checkpoints {
  private static final String SELECT = "SELECT document, title, seen, deleted FROM checkpoints ";

  @Override
  public Optional<Known> find(DocumentId document) {
    return database.read(
        sql -> sql.first(SqlCheckpoints::known, SELECT + "WHERE document = ?", document.value()));
  }

  @Override
  public List<Known> list(Optional<DocumentId> beyond, int limit) {
    return database.read(sql ->
        sql.all(
            SqlCheckpoints::known,
            SELECT + "WHERE document > ? ORDER BY document LIMIT ?",
            beyond.map(DocumentId::value).orElse(""),
            limit));
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        new DocumentId(row.getString(1)),
        row.getString(2),
        new Revision(row.getLong(3)),
        row.getBoolean(4));
  }

  @Override
  public void save(Collection<Known> known) {
    database.writeForHost(sql -> {
      for (Known one : known) {
        sql.update(
            """
            INSERT INTO checkpoints (document, title, seen, deleted) VALUES (?, ?, ?, ?)
            ON CONFLICT (document) DO UPDATE
            SET title = excluded.title, seen = excluded.seen, deleted = excluded.deleted
            """,
            one.document().value(),
            one.title(),
            one.seen().number(),
            one.deleted());
      }
      return known.size();
    });
  }
}
