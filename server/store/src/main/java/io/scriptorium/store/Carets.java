package io.scriptorium.store;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where each replica will probably write next: where its last change ended, moved along by the
 * changes of others. A guess, but the same one for whoever sees the same changes.
 */
final class Carets {
  /** How many replicas are followed: those that wrote last, since each change moves all others. */
  private static final int FOLLOWED = 16;

  private final Map<Long, Long> carets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > FOLLOWED;
        }
      };

  /** The replica's caret; 0 if nothing is known of it. */
  long of(long replica) {
    return carets.getOrDefault(replica, 0L);
  }

  /** The replica has made this change. */
  void moved(long replica, Delta delta) {
    long start = 0;
    long end = 0;
    long growth = 0;
    boolean begun = false;
    for (Op op : delta.ops()) {
      switch (op) {
        case Op.Retain retain -> {
          end += retain.length();
          begun |= !retain.attributes().isEmpty();
        }
        case Op.Delete delete -> {
          growth -= delete.length();
          begun = true;
        }
        case Op.Insert insert -> {
          end += insert.length();
          growth += insert.length();
          begun = true;
        }
        case Op.Embed embed -> {
          end++;
          growth++;
          begun = true;
        }
      }
      start = begun ? start : end;
    }
    shift(start, growth);
    carets.put(replica, end);
  }

  private void shift(long from, long growth) {
    carets.replaceAll((replica, caret) -> caret > from ? Math.max(from, caret + growth) : caret);
  }
}
