package io.scriptorium.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A whole document as a persistent balanced tree: immutable, structure-sharing, safe for use by any
 * thread. The version before a change stays as it was at no cost.
 *
 * <p>A change of k ops is applied to a document of n runs in O(k log n), besides the time that goes
 * with what the change itself brings: the text it inserts, the runs that it formats. Deleting, and
 * skipping to where the change is, costs nothing for what lies there.
 *
 * <p>Lengths and positions count UTF-16 code units, an embed counts 1. A document always ends in a
 * newline and never holds half a surrogate pair, nor a pair whose halves differ in attributes.
 */
public final class RichText {
  /** Stands for an embed in {@link #text()}: Unicode's object replacement character. */
  public static final char EMBED_CHARACTER = '\uFFFC';

  private static final RichText EMPTY = new RichText(TextLeaf.of("\n", Format.NONE));

  private final Node root;

  private RichText(Node root) {
    this.root = root;
  }

  /** The new document: a newline, nothing else. */
  public static RichText empty() {
    return EMPTY;
  }

  /**
   * The document that this delta of inserts spells.
   *
   * @throws MisfitException if it holds anything but inserts, or breaks a rule of documents
   */
  public static RichText of(Delta document) {
    LeafBuilder leaves = new LeafBuilder();
    StringBuilder run = new StringBuilder();
    Attributes attributes = Attributes.NONE;
    long length = 0;
    for (Op op : document.ops()) {
      if (!(op instanceof Op.Insert) || !op.attributes().equals(attributes)) {
        addRun(leaves, run, attributes, length);
        attributes = op.attributes();
      }
      switch (op) {
        case Op.Insert(String text, Attributes ignored) -> run.append(text);
        case Op.Embed(Value.Members embed, Attributes ignored) ->
            leaves.add(new EmbedLeaf(embed, Format.of(attributes)));
        case Op.Retain ignored -> throw noInsert("retain", length);
        case Op.Delete ignored -> throw noInsert("delete", length);
      }
      length += op.length();
    }
    addRun(leaves, run, attributes, length);
    if (length == 0 || length > Integer.MAX_VALUE) {
      throw new MisfitException(
          "a document has a length from 1 to %d, got %d".formatted(Integer.MAX_VALUE, length));
    }
    return ofTree(leaves.build());
  }

  private static void addRun(
      LeafBuilder leaves, StringBuilder run, Attributes attributes, long end) {
    if (!run.isEmpty()) {
      String text = run.toString();
      Surrogates.requireWhole(text, end - text.length());
      leaves.add(TextLeaf.tree(text, Format.of(attributes)));
      run.setLength(0);
    }
  }

  private static MisfitException noInsert(String got, long position) {
    return new MisfitException(
        "a document holds inserts alone, got a %s at position %d".formatted(got, position));
  }

  private static RichText ofTree(Node root) {
    if (!endsInNewline(root)) {
      throw new MisfitException(
          "a document must end in a newline, got something else at position " + (root.length - 1));
    }
    return new RichText(root);
  }

  static boolean endsInNewline(Node root) {
    return Node.unitAt(root, root.length - 1) == '\n';
  }

  /** In code units; at least 1. */
  public int length() {
    return root.length;
  }

  /**
   * The document after this change: exactly what {@code toDelta().compose(change)} spells, for a
   * change that fits. This one stays as it is. All of the change is applied or nothing.
   *
   * @throws MisfitException if the change reaches past the end, or leaves a document that does not
   *     end in a newline or that holds half a surrogate pair
   */
  public RichText apply(Delta change) {
    Node after = new Edit(root, change).result();
    return after == root ? this : new RichText(after);
  }

  /** The whole as a delta of inserts, in canonical form. */
  public Delta toDelta() {
    return slice(0, length());
  }

  /**
   * The part from {@code start} (inclusive) to {@code end} (exclusive), as a delta of inserts in
   * canonical form.
   *
   * @throws IndexOutOfBoundsException if the range is not within the document
   */
  public Delta slice(int start, int end) {
    List<Op> ops = new ArrayList<>();
    forEachOp(start, end, ops::add);
    return Delta.of(ops);
  }

  /** Shows the ops of {@link #toDelta}, in order, without making the whole delta. */
  public void forEachOp(Consumer<? super Op> ops) {
    forEachOp(0, length(), ops);
  }

  /**
   * Shows the ops of {@link #slice}, in order, without making the whole delta.
   *
   * @throws IndexOutOfBoundsException if the range is not within the document
   */
  public void forEachOp(int start, int end, Consumer<? super Op> ops) {
    Objects.checkFromToIndex(start, end, length());
    RunVisitor runs = new RunVisitor(ops);
    Node.visit(root, start, end, runs);
    runs.finish();
  }

  /** The text alone, each embed as {@link #EMBED_CHARACTER}. */
  public String text() {
    return text(0, length());
  }

  /**
   * The text from {@code start} (inclusive) to {@code end} (exclusive), each embed as {@link
   * #EMBED_CHARACTER}.
   *
   * @throws IndexOutOfBoundsException if the range is not within the document
   */
  public String text(int start, int end) {
    Objects.checkFromToIndex(start, end, length());
    StringBuilder text = new StringBuilder(end - start);
    Node.visit(
        root,
        start,
        end,
        (leaf, from, to) -> {
          switch (leaf) {
            case TextLeaf here -> text.append(here.text, from, to);
            case EmbedLeaf ignored -> text.append(EMBED_CHARACTER);
          }
        });
    return text.toString();
  }

  /**
   * The attributes of the character or embed at a position.
   *
   * @throws IndexOutOfBoundsException if the position is not within the document
   */
  public Attributes attributesAt(int position) {
    Objects.checkIndex(position, length());
    return Node.leafAt(root, position).format.attributes();
  }

  /**
   * A 64-bit hash of the content, the same for equal documents however they came about; O(1). For
   * noticing divergence, not against forgery.
   */
  public long hash() {
    return Hash61.mix(root.hash);
  }

  /** The tree, for the tests of its form. */
  Node root() {
    return root;
  }

  /** Whether the other document spells the same delta. */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof RichText that
        && length() == that.length()
        && hash() == that.hash()
        && toDelta().equals(that.toDelta());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash());
  }

  /** Length and hash alone: a document's text is not for logs. */
  @Override
  public String toString() {
    return "RichText[length=%d, hash=%016x]".formatted(length(), hash());
  }
}
