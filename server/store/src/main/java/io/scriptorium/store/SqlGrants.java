package io.scriptorium.store;

import io.scriptorium.access.AccountId;
import io.scriptorium.access.Grant;
import io.scriptorium.access.Grantee;
import io.scriptorium.access.Grants;
import io.scriptorium.access.GroupId;
import io.scriptorium.access.LinkId;
import io.scriptorium.access.Reach;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** To whom documents were given, in SQL. */
final class SqlGrants implements Grants {
  private static final String REACHES =
      """
      SELECT 'own', '', role FROM grants WHERE document = ? AND person = ?
      UNION ALL
      SELECT 'group', g."group", role FROM grants g JOIN group_members m ON m."group" = g."group"
        WHERE g.document = ? AND m.account = ?
      UNION ALL
      SELECT 'everyone', '', role FROM grants
        WHERE document = ? AND everyone IS NOT NULL
        AND EXISTS (SELECT 1 FROM accounts WHERE id = ? AND name IS NOT NULL)
      UNION ALL
      SELECT 'link', l.id, l.role FROM links l JOIN link_entries e ON e.link = l.id
        WHERE l.document = ? AND e.account = ? AND (l.expires IS NULL OR l.expires > ?)
      """;

  private static final String REACHING =
      """
      SELECT document FROM grants WHERE person = ?
      UNION
      SELECT document FROM grants g JOIN group_members m ON m."group" = g."group"
        WHERE m.account = ?
      UNION
      SELECT document FROM grants
        WHERE everyone IS NOT NULL
        AND EXISTS (SELECT 1 FROM accounts WHERE id = ? AND name IS NOT NULL)
      UNION
      SELECT document FROM links l JOIN link_entries e ON e.link = l.id
        WHERE e.account = ? AND (l.expires IS NULL OR l.expires > ?)
      """;

  private final GroupCommit writer;
  private final Readers readers;

  SqlGrants(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  private static Reach reach(ResultSet row) throws SQLException {
    String way = row.getString(1);
    Role role = Role.valueOf(row.getString(3));
    return switch (way) {
      case "own" -> new Reach.Own(role);
      case "group" -> new Reach.ByGroup(new GroupId(row.getString(2)), role);
      case "everyone" -> new Reach.SignedIn(role);
      case "link" -> new Reach.ByLink(new LinkId(row.getString(2)), role);
      default -> throw new IllegalStateException("no way is called " + way);
    };
  }

  @Override
  public List<Reach> reaches(AccountId account, DocumentId document, Instant now) {
    String who = account.value();
    String what = document.value();
    return readers.read(sql ->
        sql.all(
            SqlGrants::reach,
            REACHES,
            what,
            who,
            what,
            who,
            what,
            who,
            what,
            who,
            now.toEpochMilli()));
  }

  @Override
  public Set<DocumentId> reaching(AccountId account, Instant now) {
    String who = account.value();
    return readers.read(sql ->
        new HashSet<>(
            sql.all(
                row -> new DocumentId(row.getString(1)),
                REACHING,
                who,
                who,
                who,
                who,
                now.toEpochMilli())));
  }

  @Override
  public List<Grant> of(DocumentId document) {
    return readers.read(sql ->
        sql.all(
            row -> new Grant(document, grantee(row), Role.valueOf(row.getString(3))),
            """
            SELECT person, "group", role FROM grants WHERE document = ?
            ORDER BY role <> 'OWNER', number
            """,
            document.value()));
  }

  private static Grantee grantee(ResultSet row) throws SQLException {
    String person = row.getString(1);
    String group = row.getString(2);
    if (person != null) {
      return new Grantee.Person(new AccountId(person));
    }
    return group != null ? new Grantee.InGroup(new GroupId(group)) : new Grantee.Everyone();
  }

  @Override
  public void own(Collection<DocumentId> documents, AccountId owner) {
    var _ =
        writer.write(
            documents.size() * SqlAccessStore.ROW_BYTES,
            sql -> {
              for (DocumentId document : documents) {
                own(sql, document, owner);
              }
              return documents.size();
            });
  }

  private static void own(Sql sql, DocumentId document, AccountId owner) throws SQLException {
    if (sql.first(
            row -> true,
            "SELECT 1 FROM grants WHERE document = ? AND role = 'OWNER'",
            document.value())
        .isEmpty()) {
      put(sql, new Grant(document, new Grantee.Person(owner), Role.OWNER));
    }
  }

  @Override
  public boolean give(Grant grant) {
    if (grant.role() == Role.OWNER) {
      throw new IllegalArgumentException("a document's owner changes by transfer alone");
    }
    return writer.write(
        SqlAccessStore.ROW_BYTES,
        sql -> {
          if (!isThere(sql, grant.grantee()) || owns(sql, grant.document(), grant.grantee())) {
            return false;
          }
          put(sql, grant);
          return true;
        });
  }

  private static boolean isThere(Sql sql, Grantee grantee) throws SQLException {
    return switch (grantee) {
      case Grantee.Person(var person) -> isMember(sql, person);
      case Grantee.InGroup(var group) ->
          sql.first(row -> true, "SELECT 1 FROM account_groups WHERE id = ?", group.value())
              .isPresent();
      case Grantee.Everyone() -> true;
    };
  }

  private static boolean isMember(Sql sql, AccountId account) throws SQLException {
    return sql.first(
            row -> row.getBoolean(1),
            "SELECT EXISTS (SELECT 1 FROM accounts WHERE id = ? AND name IS NOT NULL)",
            account.value())
        .orElse(false);
  }

  private static boolean owns(Sql sql, DocumentId document, Grantee grantee) throws SQLException {
    return grantee instanceof Grantee.Person(var person)
        && sql.first(
                row -> true,
                "SELECT 1 FROM grants WHERE document = ? AND person = ? AND role = 'OWNER'",
                document.value(),
                person.value())
            .isPresent();
  }

  private static void put(Sql sql, Grant grant) throws SQLException {
    remove(sql, grant.document(), grant.grantee());
    String document = grant.document().value();
    String role = grant.role().name();
    switch (grant.grantee()) {
      case Grantee.Person(var person) ->
          sql.update(
              "INSERT INTO grants (document, person, role) VALUES (?, ?, ?)",
              document,
              person.value(),
              role);
      case Grantee.InGroup(var group) ->
          sql.update(
              "INSERT INTO grants (document, \"group\", role) VALUES (?, ?, ?)",
              document,
              group.value(),
              role);
      case Grantee.Everyone() ->
          sql.update(
              "INSERT INTO grants (document, everyone, role) VALUES (?, 1, ?)", document, role);
    }
  }

  private static int remove(Sql sql, DocumentId document, Grantee grantee) throws SQLException {
    String id = document.value();
    return switch (grantee) {
      case Grantee.Person(var person) ->
          sql.update("DELETE FROM grants WHERE document = ? AND person = ?", id, person.value());
      case Grantee.InGroup(var group) ->
          sql.update("DELETE FROM grants WHERE document = ? AND \"group\" = ?", id, group.value());
      case Grantee.Everyone() ->
          sql.update("DELETE FROM grants WHERE document = ? AND everyone IS NOT NULL", id);
    };
  }

  @Override
  public boolean revoke(DocumentId document, Grantee grantee) {
    return writer.write(
        SqlAccessStore.ROW_BYTES,
        sql -> !owns(sql, document, grantee) && remove(sql, document, grantee) > 0);
  }

  @Override
  public boolean transfer(DocumentId document, AccountId from, AccountId to) {
    var old = new Grantee.Person(from);
    return writer.write(
        SqlAccessStore.ROW_BYTES,
        sql -> {
          if (!owns(sql, document, old) || !isMember(sql, to)) {
            return false;
          }
          put(sql, new Grant(document, old, Role.EDITOR));
          put(sql, new Grant(document, new Grantee.Person(to), Role.OWNER));
          return true;
        });
  }

  @Override
  public List<DocumentId> ownedBy(AccountId account) {
    return readers.read(sql ->
        sql.all(
            row -> new DocumentId(row.getString(1)),
            "SELECT document FROM grants WHERE person = ? AND role = 'OWNER' ORDER BY number",
            account.value()));
  }
}
