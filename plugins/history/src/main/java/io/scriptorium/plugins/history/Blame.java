package io.scriptorium.plugins.history;

import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.plugin.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Who removed, and who last reformatted, each part of a document: found by following every part of
 * it through the changes after it. Knows nobody if it was given no changes.
 */
final class Blame {
  /** By the first position of each run in the document at the beginning. */
  private final TreeMap<Integer, String> removers = new TreeMap<>();

  private final TreeMap<Integer, String> formatters = new TreeMap<>();
  private final int length;

  private Blame(int length) {
    this.length = length;
    removers.put(0, "");
    formatters.put(0, "");
  }

  /** Some code units in a row that one author had his hand in; his id, empty if unknown. */
  record Part(int length, String author) {}

  /** Knows nobody. */
  static Blame nobody(RichText document) {
    return new Blame(document.length());
  }

  /** Follows a document's parts through the changes made to it. */
  static Blame of(RichText document, List<Change> changes) {
    Blame blame = new Blame(document.length());
    List<Span> now = List.of(new Span(0, document.length()));
    for (Change change : changes) {
      now = blame.follow(now, change);
    }
    return blame;
  }

  /**
   * What stands in a row in the document now.
   *
   * @param origin where it stood at the beginning; -1 if it is new
   */
  private record Span(int origin, int length) {
    Span part(int start, int partLength) {
      return new Span(origin < 0 ? -1 : origin + start, partLength);
    }
  }

  private List<Span> follow(List<Span> spans, Change change) {
    Follower follower = new Follower(spans, change.author().id());
    change.delta().ops().forEach(follower::step);
    return follower.done();
  }

  /** One change taken in. */
  private final class Follower {
    private final List<Span> spans;
    private final String author;
    private final List<Span> after = new ArrayList<>();
    private int next;
    private int used;

    Follower(List<Span> spans, String author) {
      this.spans = spans;
      this.author = author;
    }

    void step(Op op) {
      switch (op) {
        case Op.Insert insert -> add(new Span(-1, insert.length()));
        case Op.Embed embed -> add(new Span(-1, 1));
        case Op.Retain retain ->
            take(
                retain.length(),
                span -> {
                  if (!retain.attributes().isEmpty()) {
                    mark(formatters, span);
                  }
                  add(span);
                });
        case Op.Delete delete -> take(delete.length(), span -> mark(removers, span));
      }
    }

    private void take(int wanted, Consumer<Span> what) {
      int left = wanted;
      while (left > 0) {
        Span span = spans.get(next);
        int part = Math.min(left, span.length() - used);
        what.accept(span.part(used, part));
        left -= part;
        used += part;
        if (used == span.length()) {
          next++;
          used = 0;
        }
      }
    }

    private void add(Span span) {
      Span last = after.isEmpty() ? null : after.getLast();
      if (last != null && continues(last, span)) {
        after.set(after.size() - 1, new Span(last.origin(), last.length() + span.length()));
      } else {
        after.add(span);
      }
    }

    private static boolean continues(Span last, Span span) {
      return last.origin() < 0 ? span.origin() < 0 : span.origin() == last.origin() + last.length();
    }

    private void mark(NavigableMap<Integer, String> authors, Span span) {
      if (span.origin() >= 0) {
        set(authors, span.origin(), span.origin() + span.length(), author);
      }
    }

    List<Span> done() {
      while (next < spans.size()) {
        take(spans.get(next).length() - used, this::add);
      }
      return after;
    }
  }

  private static void set(
      NavigableMap<Integer, String> authors, int start, int end, String author) {
    String behind = authors.floorEntry(end).getValue();
    authors.subMap(start, end).clear();
    authors.put(start, author);
    authors.put(end, behind);
  }

  List<Part> removed(int start, int end) {
    return parts(removers, start, end);
  }

  List<Part> reformatted(int start, int end) {
    return parts(formatters, start, end);
  }

  private List<Part> parts(NavigableMap<Integer, String> authors, int start, int end) {
    List<Part> parts = new ArrayList<>();
    int at = start;
    while (at < end) {
      Integer next = authors.higherKey(at);
      int to = Math.min(end, next == null ? length : next);
      parts.add(new Part(to - at, authors.floorEntry(at).getValue()));
      at = to;
    }
    return parts;
  }
}
