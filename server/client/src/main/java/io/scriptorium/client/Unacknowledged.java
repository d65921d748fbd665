package io.scriptorium.client;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The promises given for edits whose acknowledgement is outstanding, by the number they have. */
final class Unacknowledged {
  private final TreeMap<Long, List<CompletableFuture<Long>>> promises = new TreeMap<>();
  private int edits;

  /** Takes a promise for an edit that goes, or will go, under this number. */
  void add(long seq, CompletableFuture<Long> promise) {
    promises.computeIfAbsent(seq, _ -> new ArrayList<>()).add(promise);
    edits++;
  }

  /** How many edits. */
  int edits() {
    return edits;
  }

  /** Keeps the promises of a number. */
  void acknowledged(long seq, long revision) {
    List<CompletableFuture<Long>> kept = promises.remove(seq);
    if (kept != null) {
      edits -= kept.size();
      kept.forEach(promise -> promise.complete(revision));
    }
  }

  /** Breaks all of them. */
  void refused(RefusedEdit edit) {
    List<List<CompletableFuture<Long>>> broken = List.copyOf(promises.values());
    promises.clear();
    edits = 0;
    broken.forEach(
        each -> each.forEach(p -> p.completeExceptionally(new EditRefusedException(edit))));
  }
}
