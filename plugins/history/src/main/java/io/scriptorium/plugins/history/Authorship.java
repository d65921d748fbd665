package io.scriptorium.plugins.history;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.delta.Value;
import io.scriptorium.plugin.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * Who wrote each code unit of a document. It is itself a {@link RichText} of the same length, whose
 * only attribute is the author: a change is taken in as on the document, in O(k log n), and earlier
 * versions cost nothing to keep.
 */
final class Authorship {
  private static final String AUTHOR = "author";

  /** Whoever made the newline that every document begins with. */
  private static final String NOBODY = "";

  private final RichText authors;

  private Authorship(RichText authors) {
    this.authors = authors;
  }

  /** Of a new document: a newline that nobody wrote. */
  static Authorship initial() {
    return new Authorship(RichText.empty());
  }

  /** Of a document whose passages are known. */
  static Authorship of(List<Passage> passages) {
    List<Op> ops = new ArrayList<>();
    for (Passage passage : passages) {
      ops.add(insert(passage.length(), passage.author()));
    }
    return new Authorship(RichText.of(Delta.of(ops)));
  }

  /** Some code units in a row by one author, whose id is empty where nobody wrote them. */
  record Passage(int length, String author) {}

  Authorship after(Change change) {
    List<Op> ops = new ArrayList<>();
    for (Op op : change.delta().ops()) {
      ops.add(
          switch (op) {
            case Op.Insert insert -> insert(insert.length(), change.author().id());
            case Op.Embed embed -> insert(1, change.author().id());
            case Op.Retain retain -> new Op.Retain(retain.length(), Attributes.NONE);
            case Op.Delete delete -> delete;
          });
    }
    return new Authorship(authors.apply(Delta.of(ops)));
  }

  /** The text does not matter, only its length; newlines, so that the document stays one. */
  private static Op insert(int length, String author) {
    return new Op.Insert(
        "\n".repeat(length),
        author.equals(NOBODY) ? Attributes.NONE : Attributes.of(AUTHOR, new Value.Text(author)));
  }

  int length() {
    return authors.length();
  }

  /** The whole document. */
  List<Passage> passages() {
    return passages(0, length());
  }

  /** From a position to another. */
  List<Passage> passages(int start, int end) {
    List<Passage> passages = new ArrayList<>();
    authors.forEachOp(start, end, op -> passages.add(new Passage(op.length(), author(op))));
    return passages;
  }

  private static String author(Op op) {
    return op.attributes().get(AUTHOR).orElse(Value.Null.NULL) instanceof Value.Text(String id)
        ? id
        : NOBODY;
  }
}
