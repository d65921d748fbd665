package io.scriptorium.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.AccessStoreContract;
import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent;
import io.scriptorium.access.LinkId;
import io.scriptorium.access.Profile;
import io.scriptorium.access.ShareLink;
import io.scriptorium.access.SignInName;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccessStoreTest extends AccessStoreContract {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder, InstantSource.fixed(Instant.EPOCH));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected AccessStore store() {
    return store.access();
  }

  /** The trail's own table refuses: so it is with whatever keeps a note from being written. */
  @Test
  void deedThatCannotBeNotedIsNotDone() throws SQLException {
    var document = new DocumentId("doc");
    var ada = new AccountId("ada");
    store.catalogue().create(document, "Kept");
    store()
        .accounts()
        .add(
            new Account(
                ada,
                Account.Kind.MEMBER,
                Optional.of(new SignInName("ada")),
                new Profile("Ada", "#000000"),
                Instant.EPOCH),
            Optional.empty());
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("scriptorium.db"));
        Statement statement = other.createStatement()) {
      statement.executeUpdate(
          "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
    }
    var note =
        new AuditEvent(
            Instant.EPOCH,
            AuditEvent.Action.DOCUMENT_DELETED,
            Optional.of(ada),
            "127.0.0.1",
            "doc",
            "");
    assertThrows(
        RuntimeException.class,
        () ->
            store()
                .together(() -> {
                  store().grants().own(List.of(document), ada);
                  boolean deleted = store.catalogue().delete(document);
                  store().audit().add(note);
                  return deleted;
                }));
    assertEquals(List.of(), store().grants().of(document));
    assertEquals("Kept", store.catalogue().find(document).orElseThrow().title());
  }

  @Test
  void purgedDocumentTakesItsGrantsAndLinksAlong() {
    var document = new DocumentId("gone");
    var ada =
        new Account(
            new AccountId("ada"),
            Account.Kind.MEMBER,
            Optional.of(new SignInName("ada")),
            new Profile("Ada", "#000000"),
            Instant.EPOCH);
    store.catalogue().create(document, "Gone");
    store().accounts().add(ada, Optional.empty());
    store().grants().own(List.of(document), ada.id());
    store()
        .links()
        .add(
            new ShareLink(
                new LinkId("l"), document, Role.VIEWER, true, Instant.EPOCH, Optional.empty()),
            "hash");
    store.catalogue().delete(document);
    store.catalogue().purge(Instant.EPOCH.plusSeconds(1), gone -> true);
    assertEquals(List.of(), store().grants().of(document));
    assertEquals(List.of(), store().links().of(document));
  }
}
