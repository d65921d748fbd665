package io.scriptorium.plugins.history;

import io.scriptorium.delta.Op;
import io.scriptorium.plugin.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * What was done to a document between two revisions, part by part, and by whom: a delta that knows
 * hands instead of text. An endless untouched part follows the last one.
 *
 * <p>Law: {@code a.then(b).then(c)} equals {@code a.then(b.then(c))}, so that the deeds of a long
 * time are put together from those of shorter times, kept ready.
 *
 * @param parts in the order of the text; what was written at a place stands before what was removed
 *     there, neighbours that can be one are one, and the last one is not untouched
 */
record Deeds(List<Part> parts) {
  static final Deeds NONE = new Deeds(List.of());

  Deeds {
    parts = List.copyOf(parts);
  }

  /** Some code units in a row that had the same done to them. Lengths are at least 1. */
  sealed interface Part {
    int length();

    /** The same deed, done to so many code units. */
    Part ofLength(int length);

    /** Whose deed it was: his id; empty if nobody's. */
    String author();

    /** There before and after; the author formatted it last, nobody if it is untouched. */
    record Stayed(int length, String author) implements Part {
      @Override
      public Stayed ofLength(int other) {
        return new Stayed(other, author);
      }
    }

    /** Only there before; the author removed it. */
    record Removed(int length, String author) implements Part {
      @Override
      public Removed ofLength(int other) {
        return new Removed(other, author);
      }
    }

    /** Only there after; the author wrote it. */
    record Written(int length, String author) implements Part {
      @Override
      public Written ofLength(int other) {
        return new Written(other, author);
      }
    }
  }

  /** One change's. */
  static Deeds of(Change change) {
    String author = change.author().id();
    Parts parts = new Parts();
    for (Op op : change.delta().ops()) {
      parts.add(
          switch (op) {
            case Op.Insert insert -> new Part.Written(insert.length(), author);
            case Op.Embed embed -> new Part.Written(1, author);
            case Op.Retain retain ->
                new Part.Stayed(retain.length(), retain.attributes().isEmpty() ? "" : author);
            case Op.Delete delete -> new Part.Removed(delete.length(), author);
          });
    }
    return parts.done();
  }

  /** Those of changes that follow one another. */
  static Deeds ofAll(List<Change> changes) {
    return inTurn(changes, Deeds::of);
  }

  /** Deeds that follow one another, as one. */
  static Deeds all(List<Deeds> deeds) {
    return inTurn(deeds, Function.identity());
  }

  /** Half by half, so that small ones meet small ones. */
  private static <T> Deeds inTurn(List<T> items, Function<T, Deeds> deeds) {
    if (items.isEmpty()) {
      return NONE;
    }
    if (items.size() == 1) {
      return deeds.apply(items.getFirst());
    }
    int middle = items.size() / 2;
    return inTurn(items.subList(0, middle), deeds)
        .then(inTurn(items.subList(middle, items.size()), deeds));
  }

  /** These, and then those that were done to what came of these. */
  Deeds then(Deeds later) {
    Rest first = new Rest(parts);
    Rest second = new Rest(later.parts);
    Parts both = new Parts();
    while (first.hasMore() || second.hasMore()) {
      if (first.next() instanceof Part.Removed removed) {
        both.add(first.take(removed.length()));
      } else if (second.next() instanceof Part.Written written) {
        both.add(second.take(written.length()));
      } else {
        int length = Math.min(first.next().length(), second.next().length());
        both.addMet(first.take(length), second.take(length));
      }
    }
    return both.done();
  }

  /** What is left of some deeds; it ends with an endless untouched part. */
  private static final class Rest {
    private static final Part UNTOUCHED = new Part.Stayed(Integer.MAX_VALUE, "");

    private final List<Part> parts;
    private int at;
    private int used;

    Rest(List<Part> parts) {
      this.parts = parts;
    }

    boolean hasMore() {
      return at < parts.size();
    }

    Part next() {
      if (!hasMore()) {
        return UNTOUCHED;
      }
      Part part = parts.get(at);
      return used == 0 ? part : part.ofLength(part.length() - used);
    }

    Part take(int length) {
      if (!hasMore()) {
        return UNTOUCHED.ofLength(length);
      }
      Part part = parts.get(at);
      used += length;
      if (used == part.length()) {
        at++;
        used = 0;
      }
      return part.length() == length ? part : part.ofLength(length);
    }
  }

  /** Parts in the making, put in their one order and joined where they can be. */
  static final class Parts {
    private final List<Part> parts = new ArrayList<>();

    /**
     * What was removed since the last part that stayed: it waits for what is still written there.
     */
    private final Deque<Part> removed = new ArrayDeque<>();

    void add(Part part) {
      switch (part) {
        case Part.Written written -> join(written);
        case Part.Removed gone -> {
          Part last = removed.peekLast();
          if (last != null && last.author().equals(gone.author())) {
            removed.removeLast();
            removed.addLast(last.ofLength(last.length() + gone.length()));
          } else {
            removed.addLast(gone);
          }
        }
        case Part.Stayed stayed -> {
          flush();
          join(stayed);
        }
      }
    }

    /** A part that is there between two times, as both together make it. */
    private void addMet(Part first, Part second) {
      switch (second) {
        case Part.Stayed stayed ->
            add(first instanceof Part.Stayed && !stayed.author().isEmpty() ? stayed : first);
        case Part.Removed gone -> {
          if (first instanceof Part.Stayed) {
            add(gone);
          }
        }
        case Part.Written written ->
            throw new IllegalStateException("what is written meets nothing, got " + written);
      }
    }

    private void flush() {
      parts.addAll(removed);
      removed.clear();
    }

    private void join(Part part) {
      Part last = parts.isEmpty() ? null : parts.getLast();
      if (last != null
          && last.getClass() == part.getClass()
          && last.author().equals(part.author())) {
        parts.set(parts.size() - 1, last.ofLength(last.length() + part.length()));
      } else {
        parts.add(part);
      }
    }

    Deeds done() {
      flush();
      if (!parts.isEmpty()
          && parts.getLast() instanceof Part.Stayed(int _, String author)
          && author.isEmpty()) {
        parts.removeLast();
      }
      return new Deeds(parts);
    }
  }
}
