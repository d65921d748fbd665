package io.scriptorium.web.server;

/** What the configuration says of who is let in. */
public enum AccessSetting {
  /** Whoever opens the server first is asked; the answer is kept in the data folder. */
  ASK,
  /** {@link AccessMode#LOCAL}. */
  LOCAL,
  /** {@link AccessMode#OPEN}. */
  OPEN,
  /** {@link AccessMode#ACCOUNTS}. */
  ACCOUNTS
}
