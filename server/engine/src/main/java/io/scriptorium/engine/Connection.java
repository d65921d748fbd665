package io.scriptorium.engine;

/**
 * A client's socket, as its {@link Session} sees it. Writing is the connection's own business: it
 * has one writer, which asks the session for what to write next ({@link Session#poll}) whenever its
 * last write is done, and sleeps when there is nothing until it is woken.
 */
public interface Connection {
  /** There is something to {@link Session#poll}. Called from any thread; returns at once. */
  void wake();

  /**
   * Drops the connection now, whatever its writer is doing: its write has hung for too long. Called
   * from any thread; returns at once.
   */
  void abort();
}
