package io.scriptorium.delta;

/** Two nodes, one after the other, as one. */
final class Branch extends Node {
  final Node left;
  final Node right;

  /** Of two trees whose heights differ by at most 1. */
  Branch(Node left, Node right) {
    super(
        left.length + right.length,
        Math.max(left.height, right.height) + 1,
        Hash61.add(left.hash, Hash61.multiply(left.power, right.hash)),
        Hash61.multiply(left.power, right.power));
    this.left = left;
    this.right = right;
  }
}
