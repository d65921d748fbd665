package io.scriptorium.delta;

import java.util.Optional;

/**
 * A stretch of a document in one format. A run of equal format is one leaf or several; how it is
 * cut into leaves is nobody's business outside the tree.
 */
abstract sealed class Leaf extends Node permits TextLeaf, EmbedLeaf {
  final Format format;

  Leaf(int length, long hash, Format format) {
    super(length, 0, hash, Hash61.power(length));
    this.format = format;
  }

  /** The part from {@code start} to {@code end}, which is not empty. */
  abstract Leaf part(int start, int end);

  /** The same content in another format. */
  abstract Leaf in(Format other);

  /** This leaf and the one after it as one leaf, if they are of one run and fit. */
  abstract Optional<Leaf> mergedWith(Leaf next, int maxLength);

  /** Whether both are text of one run. */
  boolean continues(Leaf before) {
    return this instanceof TextLeaf && before instanceof TextLeaf && format.same(before.format);
  }
}
