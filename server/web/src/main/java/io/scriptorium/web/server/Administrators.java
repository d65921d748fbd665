package io.scriptorium.web.server;

/** Who may administer the server, as long as there are no accounts. */
public enum Administrators {
  /** Whoever calls from the server's own machine. */
  LOCAL,
  /** Whoever can reach the server. */
  EVERYBODY,
  /** Nobody. */
  NOBODY
}
