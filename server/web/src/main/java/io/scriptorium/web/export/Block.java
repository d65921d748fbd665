package io.scriptorium.web.export;

import io.scriptorium.delta.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lines that are written as one thing. */
sealed interface Block {
  /** An ordinary line. */
  record Paragraph(Line line) implements Block {}

  /**
   * A title within the text.
   *
   * @param level 1 to 6
   */
  record Heading(int level, Line line) implements Block {}

  /** Somebody else's words: neighbouring quoted lines. */
  record Quote(List<Line> lines) implements Block {
    public Quote {
      lines = List.copyOf(lines);
    }
  }

  /** Neighbouring lines of code. */
  record Code(Optional<String> language, List<Line> lines) implements Block {
    public Code {
      lines = List.copyOf(lines);
    }
  }

  /** Neighbouring list lines of one depth and kind, with the deeper ones below their items. */
  record ItemList(Format.ListKind kind, List<Item> items) implements Block {
    public ItemList {
      items = List.copyOf(items);
    }
  }

  /** One item and the lists below it. */
  record Item(Line line, List<ItemList> below) {
    public Item {
      below = List.copyOf(below);
    }
  }

  /** The blocks of a document, in order. */
  static List<Block> of(RichText document) {
    var blocks = new ArrayList<Block>();
    List<Line> lines = Line.of(document);
    for (int start = 0; start < lines.size(); ) {
      int end = endOfBlock(lines, start);
      blocks.addAll(gather(lines.subList(start, end)));
      start = end;
    }
    return blocks;
  }

  private static int endOfBlock(List<Line> lines, int start) {
    Format first = lines.get(start).format();
    if (first.codeBlock()) {
      return after(lines, start, f -> f.codeBlock() && f.language().equals(first.language()));
    }
    if (first.list().isPresent()) {
      return after(lines, start, f -> !f.codeBlock() && f.list().isPresent());
    }
    if (first.quote() && first.header().isEmpty()) {
      return after(lines, start, Block::isPlainQuote);
    }
    return start + 1;
  }

  private static boolean isPlainQuote(Format format) {
    return format.quote()
        && !format.codeBlock()
        && format.list().isEmpty()
        && format.header().isEmpty();
  }

  private static int after(List<Line> lines, int start, Predicate<Format> belongs) {
    int end = start + 1;
    while (end < lines.size() && belongs.test(lines.get(end).format())) {
      end++;
    }
    return end;
  }

  private static List<? extends Block> gather(List<Line> lines) {
    Line first = lines.getFirst();
    Format format = first.format();
    if (format.codeBlock()) {
      return List.of(new Code(format.language(), lines));
    }
    if (format.list().isPresent()) {
      return ListNester.nest(lines);
    }
    if (format.header().isPresent()) {
      return List.of(new Heading(format.header().getAsInt(), first));
    }
    return List.of(format.quote() ? new Quote(lines) : new Paragraph(first));
  }
}
