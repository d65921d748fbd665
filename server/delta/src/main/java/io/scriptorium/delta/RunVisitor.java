package io.scriptorium.delta;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes canonical inserts of leaves: text of one run is one op, whatever leaves it is in. */
final class RunVisitor implements Node.LeafVisitor {
  private final Consumer<? super Op> ops;
  private final StringBuilder text = new StringBuilder();
  private @Nullable Format format;

  RunVisitor(Consumer<? super Op> ops) {
    this.ops = ops;
  }

  @Override
  public void visit(Leaf leaf, int start, int end) {
    switch (leaf) {
      case TextLeaf here -> {
        if (format == null || !format.same(here.format)) {
          finish();
          format = here.format;
        }
        text.append(here.text, start, end);
      }
      case EmbedLeaf here -> {
        finish();
        ops.accept(new Op.Embed(here.embed, here.format.attributes()));
      }
    }
  }

  /** Hands over the last run. */
  void finish() {
    if (format != null) {
      ops.accept(new Op.Insert(text.toString(), format.attributes()));
      text.setLength(0);
      format = null;
    }
  }
}
