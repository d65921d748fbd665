package io.scriptorium.delta;

import java.util.Optional;

/** Text in one format, at most {@link #MAX_CHARS} long. */
final class TextLeaf extends Leaf {
  /**
   * The longest text of a leaf, in code units. Shorter leaves make a higher tree, longer ones cost
   * more to copy at each keystroke; measured with 256, 512 and 1,024, this was the fastest.
   */
  static final int MAX_CHARS = 256;

  /** Neighbours of one run that are together no longer than this become one leaf. */
  static final int MERGE_CHARS = MAX_CHARS / 2;

  /** How long the leaves are that a longer text is cut into: with room for typing. */
  private static final int FILL_CHARS = MAX_CHARS * 3 / 4;

  final String text;
  private final long textHash;

  // Where the last edit of this leaf ended, and what the text before it adds to the hash: the next
  // keystroke is likely to be there, and then need not hash that text again.
  private final int mark;
  private final long markHash;

  private TextLeaf(String text, long textHash, Format format) {
    this(text, textHash, format, 0, 0);
  }

  private TextLeaf(String text, long textHash, Format format, int mark, long markHash) {
    super(
        text.length(),
        Hash61.add(textHash, Hash61.multiply(format.hash(), Hash61.powerSum(text.length()))),
        format);
    this.text = text;
    this.textHash = textHash;
    this.mark = mark;
    this.markHash = markHash;
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

  /** This text with {@code [start, end)} taken out. */
  TextLeaf without(int start, int end) {
    String whole = text.substring(0, start).concat(text.substring(end));
    long head = prefixHash(start);
    long tail = Hash61.subtract(textHash, prefixHash(end));
    long moved = Hash61.multiply(Hash61.shiftBack(tail, end), Hash61.power(start));
    return new TextLeaf(whole, Hash61.add(head, moved), format, start, head);
  }

  /** This text with another of the same format put in. */
  Node with(int place, TextLeaf more) {
    String whole = text.substring(0, place) + more.text + text.substring(place);
    if (whole.length() > MAX_CHARS) {
      return tree(whole, format);
    }
    long head = prefixHash(place);
    long tail = Hash61.subtract(textHash, head);
    long front = Hash61.add(head, Hash61.multiply(more.textHash, Hash61.power(place)));
    long hash = Hash61.add(front, Hash61.multiply(tail, more.power));
    return new TextLeaf(whole, hash, format, place + more.length, front);
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

  /** What the first {@code end} units add to the hash, from the nearest place where it is known. */
  private long prefixHash(int end) {
    if (end >= mark) {
      return end - mark <= length - end
          ? Hash61.add(markHash, Hash61.ofRange(text, mark, end))
          : Hash61.subtract(textHash, Hash61.ofRange(text, end, length));
    }
    return end <= mark - end
        ? Hash61.ofRange(text, 0, end)
        : Hash61.subtract(markHash, Hash61.ofRange(text, end, mark));
  }
}
