package io.scriptorium.delta;

/**
 * A part of a {@link RichText}: a {@link Leaf} with content or a {@link Branch} of two nodes.
 * Immutable, never empty, shared between versions of a document.
 *
 * <p>It is an AVL tree with all content in its leaves: the heights of a branch's two sides differ
 * by at most 1, so a tree of n leaves is at most {@code 1.44 * log2(n)} high. Whatever changes it
 * is made of {@link #join}, after Blelloch, Ferizovic and Sun, "Just Join for Parallel Ordered
 * Sets" (SPAA 2016).
 */
abstract sealed class Node permits Leaf, Branch {
  /** In code units; at least 1. */
  final int length;

  /** Longest way down to a leaf; 0 for a leaf. */
  final int height;

  /** Of the content (see {@link Hash61}). */
  final long hash;

  /** {@code base^length}: what a neighbour to the right is multiplied with in the hash of both. */
  final long power;

  Node(int length, int height, long hash, long power) {
    this.length = length;
    this.height = height;
    this.hash = hash;
    this.power = power;
  }

  /** One tree after the other, in a time that grows with the difference of their heights. */
  static Node join(Node left, Node right) {
    int difference = left.height - right.height;
    if (difference > 1) {
      Branch tall = (Branch) left;
      return balance(tall.left, join(tall.right, right));
    }
    if (difference < -1) {
      Branch tall = (Branch) right;
      return balance(join(left, tall.left), tall.right);
    }
    return new Branch(left, right);
  }

  /** A branch of two balanced trees whose heights differ by at most 2. */
  private static Node balance(Node left, Node right) {
    if (left.height > right.height + 1) {
      Branch tall = (Branch) left;
      return tall.left.height >= tall.right.height
          ? new Branch(tall.left, new Branch(tall.right, right))
          : spread(tall.left, (Branch) tall.right, right);
    }
    if (right.height > left.height + 1) {
      Branch tall = (Branch) right;
      return tall.right.height >= tall.left.height
          ? new Branch(new Branch(left, tall.left), tall.right)
          : spread(left, (Branch) tall.left, tall.right);
    }
    return new Branch(left, right);
  }

  private static Node spread(Node left, Branch middle, Node right) {
    return new Branch(new Branch(left, middle.left), new Branch(middle.right, right));
  }

  /** The leaf that holds the unit at {@code position}, which is in {@code [0, length)}. */
  static Leaf leafAt(Node tree, int position) {
    Node node = tree;
    int rest = position;
    while (node instanceof Branch branch) {
      if (rest < branch.left.length) {
        node = branch.left;
      } else {
        rest -= branch.left.length;
        node = branch.right;
      }
    }
    return (Leaf) node;
  }

  /** Where the leaf begins that holds the unit at {@code position}. */
  static int leafStart(Node tree, int position) {
    Node node = tree;
    int start = 0;
    while (node instanceof Branch branch) {
      if (position - start < branch.left.length) {
        node = branch.left;
      } else {
        start += branch.left.length;
        node = branch.right;
      }
    }
    return start;
  }

  /** The code unit at {@code position}, {@link RichText#EMBED_CHARACTER} for an embed. */
  static char unitAt(Node tree, int position) {
    return switch (leafAt(tree, position)) {
      case TextLeaf leaf -> leaf.text.charAt(position - leafStart(tree, position));
      case EmbedLeaf ignored -> RichText.EMBED_CHARACTER;
    };
  }

  /** Whether the units before and at {@code position}, which is not 0, are text of one run. */
  static boolean sameRun(Node tree, int position) {
    return leafAt(tree, position).continues(leafAt(tree, position - 1));
  }

  /** Takes in the leaves of a range, one after the other. */
  @FunctionalInterface
  interface LeafVisitor {
    /** {@code start} and {@code end} say which part of the leaf is in the range. */
    void visit(Leaf leaf, int start, int end);
  }

  /** Shows the leaves that hold {@code [start, end)}, in order. */
  static void visit(Node node, int start, int end, LeafVisitor visitor) {
    if (start >= end) {
      return;
    }
    switch (node) {
      case Leaf leaf -> visitor.visit(leaf, start, end);
      case Branch branch -> {
        int middle = branch.left.length;
        visit(branch.left, start, Math.min(end, middle), visitor);
        visit(branch.right, Math.max(start - middle, 0), end - middle, visitor);
      }
    }
  }
}
