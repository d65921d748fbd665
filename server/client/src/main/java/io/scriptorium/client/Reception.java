package io.scriptorium.client;

import io.scriptorium.delta.Delta;
import java.util.List;

/** What became of something that the server said to a {@link Replica}. */
public sealed interface Reception {
  /**
   * It was taken in.
   *
   * @param shown what it did to {@link Replica#content}, one after the other: others' edits,
   *     carried over what is pending here
   */
  record Taken(Replica replica, List<Delta> shown) implements Reception {
    public Taken {
      shown = List.copyOf(shown);
    }
  }

  /**
   * Something before it is missing. The replica stays as it is; connecting anew and resuming at its
   * own revision brings what is missing.
   */
  record Gap(String reason) implements Reception {}

  /**
   * It cannot be reconciled with what is here. What is pending goes back to whoever made it, and
   * the replica joins afresh.
   */
  record Clash(String reason) implements Reception {}
}
