package io.scriptorium.bench;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded editing session, as josephg/editing-traces writes them down.
 *
 * @param startContent the text before the first transaction
 * @param endContent the text that every correct replay ends in
 * @param agents how many people wrote; 1 for a sequential trace
 * @param transactions in an order in which none comes before its parents
 */
public record Trace(
    String startContent, String endContent, int agents, List<Transaction> transactions) {
  public Trace {
    transactions = List.copyOf(transactions);
  }

  /**
   * What one person did at once.
   *
   * @param parents indexes of the transactions on whose merge it was made
   * @param agent who, from 0
   * @param patches to be applied one after the other
   */
  public record Transaction(List<Integer> parents, int agent, List<Patch> patches) {
    public Transaction {
      parents = List.copyOf(parents);
      patches = List.copyOf(patches);
    }

    /** The whole as one change. */
    public Delta delta() {
      return Delta.composeAll(patches.stream().map(Patch::delta).toList());
    }
  }

  /** At a position, so many code units deleted, and a text inserted. */
  public record Patch(int position, int deleted, String inserted) {
    Delta delta() {
      List<Op> ops = new ArrayList<>();
      if (position > 0) {
        ops.add(new Op.Retain(position, Attributes.NONE));
      }
      if (!inserted.isEmpty()) {
        ops.add(new Op.Insert(inserted, Attributes.NONE));
      }
      if (deleted > 0) {
        ops.add(new Op.Delete(deleted));
      }
      return Delta.of(ops);
    }
  }
}
