package io.scriptorium.store;

import io.scriptorium.access.AccountId;
import io.scriptorium.access.Group;
import io.scriptorium.access.GroupId;
import io.scriptorium.access.Groups;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The groups in SQL. */
final class SqlGroups implements Groups {
  private final GroupCommit writer;
  private final Readers readers;

  SqlGroups(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public void put(Group group) {
    var _ =
        writer.write(
            SqlAccessStore.ROW_BYTES,
            sql -> {
              String id = group.id().value();
              sql.update(
                  """
                  INSERT INTO account_groups (id, name) VALUES (?, ?)
                  ON CONFLICT (id) DO UPDATE SET name = excluded.name
                  """,
                  id,
                  group.name());
              sql.update("DELETE FROM group_members WHERE \"group\" = ?", id);
              for (AccountId member : group.members()) {
                sql.update(
                    """
                    INSERT INTO group_members (account, "group")
                    SELECT id, ? FROM accounts WHERE id = ? AND name IS NOT NULL
                    """,
                    id,
                    member.value());
              }
              return group.members().size();
            });
  }

  @Override
  public List<Group> all() {
    return readers.read(sql -> {
      List<Group> groups = new ArrayList<>();
      for (Group empty :
          sql.all(
              row -> new Group(new GroupId(row.getString(1)), row.getString(2), Set.of()),
              "SELECT id, name FROM account_groups ORDER BY name, id")) {
        groups.add(new Group(empty.id(), empty.name(), members(sql, empty.id())));
      }
      return groups;
    });
  }

  private static Set<AccountId> members(Sql sql, GroupId group) throws SQLException {
    return new HashSet<>(
        sql.all(
            row -> new AccountId(row.getString(1)),
            "SELECT account FROM group_members WHERE \"group\" = ?",
            group.value()));
  }

  @Override
  public boolean remove(GroupId group) {
    return writer.write(
            SqlAccessStore.ROW_BYTES,
            sql -> sql.update("DELETE FROM account_groups WHERE id = ?", group.value()))
        > 0;
  }
}
