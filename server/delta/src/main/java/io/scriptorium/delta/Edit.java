package io.scriptorium.delta;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One {@link RichText#apply}: takes the ops of a change one after the other, each in a time that
 * grows with the logarithm of the document and with what the op itself inserts or formats.
 *
 * <p>While it runs, the tree may be empty, or hold half a surrogate pair where an op after this one
 * brings or takes the other half; {@link #result} looks at what is left.
 */
final class Edit {
  private final Delta change;

  /** Null when everything is deleted. */
  private @Nullable Node tree;

  /** Where in the new document the next op begins. */
  private int position;

  /** Whether the last splice left a leaf that may be too small for its neighbours. */
  private boolean ragged;

  /** Whether a pair of surrogates was cut or half a pair was inserted. */
  private boolean halves;

  /** Whether the document has another end than before. */
  private boolean newEnd;

  Edit(Node tree, Delta change) {
    this.tree = tree;
    this.change = change;
  }

  /** The document after the change. */
  Node result() {
    for (Op op : change.ops()) {
      apply(op);
    }
    if (halves) {
      checkSeams();
    }
    if (newEnd) {
      checkEnd();
    }
    if (tree == null) {
      throw new MisfitException("the change leaves nothing, expected a document ending in newline");
    }
    return tree;
  }

  private void apply(Op op) {
    switch (op) {
      case Op.Insert(String text, Attributes attributes) -> {
        halves |= Surrogates.firstLone(text) >= 0;
        insert(TextLeaf.tree(text, Format.of(attributes)));
      }
      case Op.Embed(Value.Members embed, Attributes attributes) ->
          insert(new EmbedLeaf(embed, Format.of(attributes)));
      case Op.Retain(int length, Attributes attributes) -> {
        requireInside(op);
        if (!attributes.isEmpty()) {
          format(length, attributes);
        }
        position += length;
      }
      case Op.Delete(int length) -> {
        requireInside(op);
        newEnd |= position + length == length();
        replace(position, position + length, null);
      }
    }
  }

  private void insert(Node content) {
    if (content.length > Integer.MAX_VALUE - length()) {
      throw new MisfitException(
          "inserting %d makes the document too long: got %d, expected at most %d"
              .formatted(content.length, (long) length() + content.length, Integer.MAX_VALUE));
    }
    newEnd |= position == length();
    replace(position, position, content);
    position += content.length;
  }

  private void format(int length, Attributes attributes) {
    if (tree == null) {
      return;
    }
    LeafBuilder formatted = new LeafBuilder();
    Node.visit(
        tree,
        position,
        position + length,
        (leaf, start, end) -> {
          Format format = leaf.format.retainedWith(attributes);
          formatted.add(leaf.part(start, end).in(format));
        });
    replace(position, position + length, formatted.build());
  }

  private void requireInside(Op op) {
    long end = (long) position + op.length();
    if (end > length()) {
      throw new MisfitException(
          "the change reaches past the end: %s at position %d of the new text got to %d, expected at"
                  .formatted(op instanceof Op.Delete ? "delete" : "retain", position, end)
              + " most "
              + length());
    }
  }

  private int length() {
    return tree == null ? 0 : tree.length;
  }

  /** Puts {@code content} in the place of {@code [start, end)}. */
  private void replace(int start, int end, @Nullable Node content) {
    ragged = false;
    tree = tree == null ? content : splice(tree, start, end, content);
    if (ragged) {
      int after = content == null ? start : start + content.length;
      mergeAround(start - 1);
      mergeAround(after);
    }
  }

  private @Nullable Node splice(Node node, int start, int end, @Nullable Node content) {
    if (start == 0 && end == node.length) {
      ragged = true;
      return content;
    }
    // No switch over patterns here: it was measured at some nanoseconds a level.
    if (node instanceof Leaf leaf) {
      return spliceLeaf(leaf, start, end, content);
    }
    Branch branch = (Branch) node;
    int middle = branch.left.length;
    if (end <= middle) {
      return joined(splice(branch.left, start, end, content), branch.right);
    }
    if (start >= middle) {
      return joined(branch.left, splice(branch.right, start - middle, end - middle, content));
    }
    return joined(
        splice(branch.left, start, middle, content), splice(branch.right, 0, end - middle, null));
  }

  private @Nullable Node spliceLeaf(Leaf leaf, int start, int end, @Nullable Node content) {
    if (leaf instanceof TextLeaf here) {
      halves |= Surrogates.splits(here.text, start) || Surrogates.splits(here.text, end);
      if (content == null) {
        ragged = true;
        return here.without(start, end);
      }
      if (start == end && content instanceof TextLeaf more && more.continues(here)) {
        return here.with(start, more);
      }
    }
    ragged = true;
    Node whole = content;
    if (start > 0) {
      whole = joined(leaf.part(0, start), whole);
    }
    return end < leaf.length ? joined(whole, leaf.part(end, leaf.length)) : whole;
  }

  private static @Nullable Node joined(@Nullable Node left, @Nullable Node right) {
    if (left == null) {
      return right;
    }
    return right == null ? left : Node.join(left, right);
  }

  /** Merges the leaf at this position with its neighbours for as long as it is small. */
  private void mergeAround(int at) {
    boolean merged = true;
    while (merged && tree != null && at >= 0 && at < tree.length) {
      Place place = Place.of(tree, at);
      int start = place.start();
      int end = start + place.leaf().length;
      merged =
          place.leaf().length < TextLeaf.MERGE_CHARS
              && (merged(tree, place.before(), start, place.leaf())
                  || merged(tree, place.leaf(), end, place.after()));
    }
  }

  /** Merges two leaves that meet at a border, if they are there, small and of one run. */
  private boolean merged(Node whole, @Nullable Leaf before, int border, @Nullable Leaf after) {
    if (before == null || after == null) {
      return false;
    }
    Optional<Leaf> both = before.mergedWith(after, TextLeaf.MERGE_CHARS);
    if (both.isEmpty()) {
      return false;
    }
    tree = splice(whole, border - before.length, border + after.length, both.get());
    return true;
  }

  private void checkEnd() {
    if (tree != null && !RichText.endsInNewline(tree)) {
      throw new MisfitException(
          "the change leaves a document that does not end in a newline (position %d)"
              .formatted(tree.length - 1));
    }
  }

  /**
   * Looks for half a pair wherever two ops of the change meet. Everywhere else the text is as it
   * was, or as it was inserted. Seldom needed: only if an op cut a pair or brought half of one.
   */
  private void checkSeams() {
    int at = 0;
    for (Op op : change.ops()) {
      checkSeam(at);
      if (op instanceof Op.Insert(String text, Attributes ignored)) {
        Surrogates.requireWholeInside(text, at);
      }
      if (!(op instanceof Op.Delete)) {
        at += op.length();
      }
      checkSeam(at);
    }
  }

  private void checkSeam(int at) {
    if (tree == null || at == tree.length) {
      return; // where the document ends there must be a newline, which another check sees to
    }
    char high = at == 0 ? '\n' : Node.unitAt(tree, at - 1);
    char low = Node.unitAt(tree, at);
    if (!Character.isHighSurrogate(high) && !Character.isLowSurrogate(low)) {
      return;
    }
    String pair = String.valueOf(new char[] {high, low});
    if (!Surrogates.splits(pair, 1) || !Node.sameRun(tree, at)) {
      throw new MisfitException("the change leaves half a surrogate pair at position " + at);
    }
    if (Node.leafStart(tree, at) == at) {
      // Leaves must not part a pair: a cut between two leaves is taken to be sound.
      replace(at - 1, at + 1, TextLeaf.of(pair, Node.leafAt(tree, at).format));
    }
  }
}
