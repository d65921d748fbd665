package io.scriptorium.delta;

import java.util.Optional;

/** Text in one format, at most {@link #MAX_CHARS} long. */
final class TextLeaf extends Leaf {
  /**
   * The longest text of a leaf, in code units. Shorter leaves make a higher tree, longer ones cost
   * more to copy at each keystroke; measured, the best lies between 256 and 1,024.
   */
  static final int MAX_CHARS = 512;

  /** Neighbours of one run that are together no longer than this become one leaf. */
  static final int MERGE_CHARS = MAX_CHARS / 2;

  /** How long the leaves are that a longer text is cut into: with room for typing. */
  private static final int FILL_CHARS = MAX_CHARS * 3 / 4;

  final String text;
  private final long textHash;

  private TextLeaf(String text, long textHash, Format format) {
    super(
        text.length(),
        Hash61.add(textHash, Hash61.multiply(format.hash(), Hash61.powerSum(text.length()))),
        format);
    this.text = text;
    this.textHash = textHash;
  }

  /** Of a text that is not empty and at most {@link #MAX_CHARS} long. */
  static TextLeaf of(String text, Format format) {
    return new TextLeaf(text, Hash61.ofRange(text, 0, text.length()), format);
  }

  /** A tree of a text of any length above 0. No pair of surrogates is cut. */
  static Node tree(String text, Format format) {
    if (text.length() <= MAX_CHARS) {
      return of(text, format);
    }
    int leaves = (text.length() + FILL_CHARS - 1) / FILL_CHARS;
    return tree(text, 0, text.length(), leaves, format);
  }

  private static Node tree(String text, int start, int end, int leaves, Format format) {
    if (leaves == 1) {
      return of(text.substring(start, end), format);
    }
    int half = leaves / 2;
    int middle = start + (int) ((long) (end - start) * half / leaves);
    int cut = Surrogates.splits(text, middle) ? middle + 1 : middle;
    return new Branch(
        tree(text, start, cut, half, format), tree(text, cut, end, leaves - half, format));
  }

  /** This text with {@code [start, end)} replaced by {@code middle}, in the same format. */
  Node spliced(int start, int end, String middle) {
    int after = length - end;
    int total = start + middle.length() + after;
    String whole =
        new StringBuilder(total)
            .append(text, 0, start)
            .append(middle)
            .append(text, end, length)
            .toString();
    if (total > MAX_CHARS) {
      return tree(whole, format);
    }
    long head = prefixHash(start);
    long tail = Hash61.subtract(textHash, start == end ? head : prefixHash(end));
    long middleHash = Hash61.ofRange(middle, 0, middle.length());
    long shift = Hash61.power(start + middle.length());
    long moved = Hash61.multiply(Hash61.shiftBack(tail, end), shift);
    long added = Hash61.multiply(middleHash, Hash61.power(start));
    return new TextLeaf(whole, Hash61.add(Hash61.add(head, added), moved), format);
  }

  @Override
  TextLeaf part(int start, int end) {
    if (start == 0 && end == length) {
      return this;
    }
    long hash = Hash61.subtract(prefixHash(end), prefixHash(start));
    return new TextLeaf(text.substring(start, end), Hash61.shiftBack(hash, start), format);
  }

  @Override
  Leaf in(Format other) {
    return new TextLeaf(text, textHash, other);
  }

  @Override
  Optional<Leaf> mergedWith(Leaf next, int maxLength) {
    if (length + next.length > maxLength
        || !(next instanceof TextLeaf that)
        || !that.continues(this)) {
      return Optional.empty();
    }
    long hash = Hash61.add(textHash, Hash61.multiply(that.textHash, Hash61.power(length)));
    return Optional.of(new TextLeaf(text.concat(that.text), hash, format));
  }

  /** What the first {@code end} units add to the hash, taken from the shorter side. */
  private long prefixHash(int end) {
    return end <= length / 2
        ? Hash61.ofRange(text, 0, end)
        : Hash61.subtract(textHash, Hash61.ofRange(text, end, length));
  }
}
