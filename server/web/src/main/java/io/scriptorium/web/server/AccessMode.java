package io.scriptorium.web.server;

/** Who is let in. */
public enum AccessMode {
  /** Everybody at this machine, and nobody else reaches the server. */
  LOCAL,
  /** Everybody who can reach the server. */
  OPEN,
  /** Those who signed in, and whom a link lets in. */
  ACCOUNTS
}
