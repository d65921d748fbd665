package io.scriptorium.bench;

import io.scriptorium.delta.Delta;

/** A document in which a few people write, each over a connection of their own. */
interface Room {
  /**
   * Submits an edit of one person's, and waits until it is durable and everybody has been told.
   *
   * @param agent who, from 0
   * @param revision that {@code edit} applies to; at least that of the agent's last edit
   * @return the edit as the others got it, at the next revision
   */
  Delta submit(int agent, long revision, Delta edit);

  /** The text, as somebody gets it who joins now. */
  String text();
}
