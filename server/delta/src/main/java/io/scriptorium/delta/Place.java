package io.scriptorium.delta;

import org.jspecify.annotations.Nullable;

/**
 * A leaf of a tree with its two neighbours, found in one descent.
 *
 * @param start where the leaf begins
 * @param before the leaf that ends there; null at the start of the document
 * @param after the leaf that follows; null at the end
 */
record Place(Leaf leaf, int start, @Nullable Leaf before, @Nullable Leaf after) {
  /** Around the unit at {@code position}. */
  static Place of(Node tree, int position) {
    Node node = tree;
    int start = 0;
    Node left = null;
    Node right = null;
    while (node instanceof Branch branch) {
      if (position - start < branch.left.length) {
        right = branch.right;
        node = branch.left;
      } else {
        left = branch.left;
        start += branch.left.length;
        node = branch.right;
      }
    }
    return new Place(
        (Leaf) node,
        start,
        left == null ? null : Node.leafAt(left, left.length - 1),
        right == null ? null : Node.leafAt(right, 0));
  }
}
