package io.scriptorium.store;

import io.scriptorium.engine.StoreException;
import java.sql.SQLException;

/** Where the tables are: makes connections, and knows what this kind of database's errors mean. */
interface Database {
  /** What a connection is for. */
  enum Use {
    READ,
    WRITE
  }

  /** A new connection, ready for use; the caller closes it. */
  Sql connect(Use use) throws SQLException;

  /**
   * Whether what failed is to blame itself (it breaks a constraint, or is too big), so that other
   * work would succeed on the same connection. Otherwise the place is: the disk, a lock, the file.
   */
  boolean blamesWork(Throwable failure);

  /** The failure in words that users and administrators are shown. */
  StoreException explain(Throwable failure);
}
