package io.scriptorium.web.export;

import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What stands between two newlines of a document, and the format that the newline at its end gives
 * it.
 */
record Line(List<Run> runs, Format format) {
  private static final int NAME_CHARS = 40;

  Line {
    runs = List.copyOf(runs);
  }

  /** The lines of a document, in order; at least one. */
  static List<Line> of(RichText document) {
    var lines = new ArrayList<Line>();
    var runs = new ArrayList<Run>();
    for (var op : document.toDelta().ops()) {
      var format = new Format(op.attributes());
      switch (op) {
        case Op.Insert insert -> cut(insert.text(), format, runs, lines);
        case Op.Embed embed -> runs.add(embedded(embed.embed(), format));
        case Op.Retain retain -> throw notADocument(retain);
        case Op.Delete delete -> throw notADocument(delete);
      }
    }
    return lines;
  }

  private static void cut(String text, Format format, List<Run> runs, List<Line> lines) {
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (end > start) {
        runs.add(new Run.Words(text.substring(start, end), format));
      }
      lines.add(new Line(runs, format));
      runs.clear();
      start = end + 1;
    }
    if (start < text.length()) {
      runs.add(new Run.Words(text.substring(start), format));
    }
  }

  private static Run embedded(Value.Members embed, Format format) {
    Map.Entry<String, Value> first = embed.values().entrySet().iterator().next();
    if (first.getKey().equals("image") && first.getValue() instanceof Value.Text source) {
      return new Run.Image(source.value(), format);
    }
    String name =
        first
            .getKey()
            .codePoints()
            .limit(NAME_CHARS)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .replace('\n', ' ');
    return new Run.Unknown(name, format);
  }

  private static IllegalStateException notADocument(Op op) {
    return new IllegalStateException("a document holds inserts alone, got " + op);
  }
}
