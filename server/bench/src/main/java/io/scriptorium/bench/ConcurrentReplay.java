package io.scriptorium.bench;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Priority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Replays a trace of two people with its true concurrency: each transaction is made on what its
 * author had seen, and no more. An author's view of the document lags behind the server's by what
 * the trace says had not reached them; the edit is submitted against the view's revision, or, where
 * own edits are on their way in that view, carried up to the last of them as a client does while it
 * waits for its turn.
 */
final class ConcurrentReplay {
  private final Trace trace;
  private final Room room;
  private final List<Committed> log = new ArrayList<>();
  private final List<Author> authors = List.of(new Author(0), new Author(1));

  private record Committed(int agent, Delta delta) {}

  /** An edit, and the revision of the document that it applies to. */
  private record Edit(long revision, Delta delta) {}

  ConcurrentReplay(Trace trace, Room room) {
    if (trace.agents() != 2) {
      throw new IllegalArgumentException("expected a trace of 2 agents, got " + trace.agents());
    }
    this.trace = trace;
    this.room = room;
  }

  /** Submits every transaction. */
  void run() {
    int[][] known = known(trace.transactions());
    for (int i = 0; i < known.length; i++) {
      Trace.Transaction transaction = trace.transactions().get(i);
      Author author = authors.get(transaction.agent());
      author.see(known[i][1 - transaction.agent()]);
      Delta made = transaction.delta();
      Edit edit = author.onItsOwnLastEdit(made);
      Delta committed = room.submit(transaction.agent(), edit.revision(), edit.delta());
      author.pending.add(made);
      log.add(new Committed(transaction.agent(), committed));
    }
  }

  /** For each transaction how many of each agent's were there when it was made. */
  static int[][] known(List<Trace.Transaction> transactions) {
    int[][] known = new int[transactions.size()][2];
    for (int i = 0; i < known.length; i++) {
      for (int parent : transactions.get(i).parents()) {
        int[] after = Arrays.copyOf(known[parent], 2);
        after[transactions.get(parent).agent()]++;
        known[i][0] = Math.max(known[i][0], after[0]);
        known[i][1] = Math.max(known[i][1], after[1]);
      }
    }
    return known;
  }

  /** What one person sees: the document at a revision, and on top of it their own later edits. */
  private final class Author {
    private final int agent;
    private final Deque<Delta> pending = new ArrayDeque<>();
    private int revision;
    private int othersSeen;

    Author(int agent) {
      this.agent = agent;
    }

    /** Takes in the log until so many of the other's edits are in view. */
    void see(int others) {
      while (othersSeen < others) {
        Committed next = log.get(revision++);
        if (next.agent() == agent) {
          pending.remove();
        } else {
          othersSeen++;
          carry(next.delta(), pending);
        }
      }
    }

    /** The edit as it applies right after this author's last committed one, or to the view. */
    Edit onItsOwnLastEdit(Delta made) {
      Deque<Delta> waiting = new ArrayDeque<>(pending);
      waiting.add(made);
      int at = revision;
      while (waiting.size() > 1) {
        Committed next = log.get(at++);
        if (next.agent() == agent) {
          waiting.remove();
        } else {
          carry(next.delta(), waiting);
        }
      }
      return new Edit(at, waiting.remove());
    }
  }

  /** Carries edits that stand on one another over a committed change: the latecomer goes first. */
  private static void carry(Delta committed, Deque<Delta> edits) {
    Delta change = committed;
    for (int i = edits.size(); i > 0; i--) {
      Delta edit = edits.remove();
      edits.add(change.transform(edit, Priority.SECOND));
      change = edit.transform(change, Priority.FIRST);
    }
  }
}
