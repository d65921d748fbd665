package io.scriptorium.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a balanced tree of leaves given in order, joining those of one run that fit together. */
final class LeafBuilder {
  private final List<Leaf> leaves = new ArrayList<>();

  /** Adds the leaves of a tree at the end. */
  void add(Node tree) {
    Node.visit(tree, 0, tree.length, (leaf, start, end) -> add(leaf));
  }

  /** Adds a leaf at the end. */
  void add(Leaf leaf) {
    Optional<Leaf> merged =
        leaves.isEmpty() ? Optional.empty() : leaves.getLast().mergedWith(leaf, TextLeaf.MAX_CHARS);
    if (merged.isPresent()) {
      leaves.set(leaves.size() - 1, merged.get());
    } else {
      leaves.add(leaf);
    }
  }

  /** The tree of all that was added, which was not nothing. */
  Node build() {
    return tree(0, leaves.size());
  }

  private Node tree(int from, int to) {
    if (to - from == 1) {
      return leaves.get(from);
    }
    int middle = (from + to) >>> 1;
    return new Branch(tree(from, middle), tree(middle, to));
  }
}
