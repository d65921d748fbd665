package io.scriptorium.web.export;

import io.scriptorium.delta.RichText;
import java.util.List;

/**
 * A document as Markdown: CommonMark, with GitHub's strikethrough and check boxes. What Markdown
 * has no word for (underline, colours, alignment, empty lines) is left out; no HTML of the
 * document's comes out, since every character that could begin a tag is escaped.
 */
public final class MarkdownExport {
  private static final String SEPARATOR = "<!-- -->\n";
  private final StringBuilder out = new StringBuilder();
  private final Pictures pictures;

  private MarkdownExport(Pictures pictures) {
    this.pictures = pictures;
  }

  /** The whole document; ends in a newline unless it is empty. */
  public static String of(RichText document, Pictures pictures) {
    var export = new MarkdownExport(pictures);
    boolean afterList = false;
    for (Block block : Block.of(document)) {
      boolean isList = block instanceof Block.ItemList;
      if (!isBlank(block)) {
        export.paragraphBreak();
        if (isList && afterList) {
          export.out.append(SEPARATOR).append('\n');
        }
        export.write(block);
        afterList = isList;
      }
    }
    return export.out.toString();
  }

  private static boolean isBlank(Block block) {
    return block instanceof Block.Paragraph(var line) && line.runs().isEmpty();
  }

  private void paragraphBreak() {
    if (!out.isEmpty()) {
      out.append('\n');
    }
  }

  private void write(Block block) {
    switch (block) {
      case Block.Paragraph(var line) -> line("", line);
      case Block.Heading(var level, var line) -> line("#".repeat(level) + " ", line);
      case Block.Quote(var lines) -> quote(lines);
      case Block.Code code -> code(code);
      case Block.ItemList list -> list("", list);
    }
  }

  private void line(String prefix, Line line) {
    out.append(prefix).append(MarkdownLine.of(line, pictures)).append('\n');
  }

  private void quote(List<Line> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        out.append(">\n");
      }
      line("> ", lines.get(i));
    }
  }

  private void code(Block.Code code) {
    List<String> lines = code.lines().stream().map(MarkdownExport::plain).toList();
    int longest =
        lines.stream().mapToInt(text -> MarkdownLine.longestRun(text, '`')).max().orElse(0);
    String fence = "`".repeat(Math.max(3, longest + 1));
    out.append(fence).append(code.language().orElse("")).append('\n');
    lines.forEach(text -> out.append(text).append('\n'));
    out.append(fence).append('\n');
  }

  private static String plain(Line line) {
    var text = new StringBuilder();
    for (Run run : line.runs()) {
      switch (run) {
        case Run.Words words -> text.append(words.text().replace('\r', ' '));
        case Run.Image image -> text.append('[').append(oneLine(image)).append(']');
        case Run.Unknown unknown -> text.append('[').append(unknown.name()).append(']');
      }
    }
    return text.toString();
  }

  private static String oneLine(Run.Image image) {
    return image.format().alt().orElse("image").replaceAll("[\\r\\n]", " ");
  }

  private void list(String margin, Block.ItemList list) {
    int number = 1;
    for (Block.Item item : list.items()) {
      String bullet = list.kind() == Format.ListKind.ORDERED ? number++ + ". " : "- ";
      line(margin + bullet + checkbox(item.line()), item.line());
      Block.ItemList before = null;
      for (Block.ItemList below : item.below()) {
        String inner = margin + " ".repeat(bullet.length());
        if (before != null) {
          out.append('\n').append(inner).append(SEPARATOR).append('\n');
        }
        list(inner, below);
        before = below;
      }
    }
  }

  private static String checkbox(Line line) {
    return line.format()
        .list()
        .filter(Format.ListKind::isCheck)
        .map(kind -> kind == Format.ListKind.CHECKED ? "[x] " : "[ ] ")
        .orElse("");
  }
}
