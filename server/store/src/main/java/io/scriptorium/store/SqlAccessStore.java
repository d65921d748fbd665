package io.scriptorium.store;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Accounts;
import io.scriptorium.access.AuditTrail;
import io.scriptorium.access.Grants;
import io.scriptorium.access.Groups;
import io.scriptorium.access.Notes;
import io.scriptorium.access.Secrets;
import io.scriptorium.access.ShareLinks;
import java.util.function.Supplier;

/** Accounts and rights in SQL. What is written goes through the same writer as the changes. */
record SqlAccessStore(
    Accounts accounts,
    Secrets secrets,
    Grants grants,
    ShareLinks links,
    Groups groups,
    AuditTrail audit,
    Notes notes,
    GroupCommit writer)
    implements AccessStore {
  /** About what a row and its entries in the indexes take. */
  static final long ROW_BYTES = 512;

  /** Writes and reads through these, which stay the caller's to close. */
  static SqlAccessStore over(GroupCommit writer, Readers readers) {
    return new SqlAccessStore(
        new SqlAccounts(writer, readers),
        new SqlSecrets(writer, readers),
        new SqlGrants(writer, readers),
        new SqlShareLinks(writer, readers),
        new SqlGroups(writer, readers),
        new SqlAuditTrail(writer, readers),
        new SqlNotes(writer, readers),
        writer);
  }

  @Override
  public <T> T together(Supplier<T> work) {
    return writer.together(ROW_BYTES, work);
  }
}
