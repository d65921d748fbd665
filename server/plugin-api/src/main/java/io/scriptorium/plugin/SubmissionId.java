package io.scriptorium.plugin;

/**
 * Names an edit: the replica that made it and its number there. A document holds at most one change
 * with a given id, however often the edit was sent.
 *
 * @param seq rises with each edit of the replica; at least 0
 */
public record SubmissionId(ClientId client, long seq) {
  public SubmissionId {
    if (seq < 0) {
      throw new IllegalArgumentException(
          "seq must be at least 0, got " + seq + " from client " + client);
    }
  }

  @Override
  public String toString() {
    return client + "#" + seq;
  }
}
