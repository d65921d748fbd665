package io.scriptorium.plugin;

/**
 * How many changes a document has had: 0 when it is new, one more with each change.
 *
 * @param number at least 0
 */
public record Revision(long number) implements Comparable<Revision> {
  /** Of a new document. */
  public static final Revision ZERO = new Revision(0);

  public Revision {
    if (number < 0) {
      throw new IllegalArgumentException("a revision is at least 0, got " + number);
    }
  }

  /** The one after this. */
  public Revision next() {
    return plus(1);
  }

  /** The one so many changes after this. */
  public Revision plus(long changes) {
    return new Revision(Math.addExact(number, changes));
  }

  /** Whether this comes after the other. */
  public boolean isAfter(Revision other) {
    return number > other.number;
  }

  /** Whether this comes before the other. */
  public boolean isBefore(Revision other) {
    return number < other.number;
  }

  @Override
  public int compareTo(Revision other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
