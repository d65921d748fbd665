package io.scriptorium.delta;

import java.util.Optional;

/** One embed. */
final class EmbedLeaf extends Leaf {
  final Value.Members embed;
  private final long code;

  EmbedLeaf(Value.Members embed, Format format) {
    this(embed, Format.embedCode(embed), format);
  }

  private EmbedLeaf(Value.Members embed, long code, Format format) {
    super(1, Hash61.add(code, format.hash()), format);
    this.embed = embed;
    this.code = code;
  }

  @Override
  Leaf part(int start, int end) {
    return this;
  }

  @Override
  Leaf in(Format other) {
    return new EmbedLeaf(embed, code, other);
  }

  @Override
  Optional<Leaf> mergedWith(Leaf next, int maxLength) {
    return Optional.empty();
  }
}
