package io.scriptorium.web.export;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A short way to write documents down in tests: {@code doc(text("a", "bold", true), line("list",
 * "bullet"))}.
 */
final class Writing {
  private Writing() {}

  static RichText doc(Op... ops) {
    return RichText.of(Delta.of(ops));
  }

  static RichText doc(List<Op> ops) {
    return RichText.of(Delta.of(ops));
  }

  static Op text(String text, Object... attributes) {
    return new Op.Insert(text, attributes(attributes));
  }

  /** The newline at a line's end, which carries the line's format. */
  static Op line(Object... attributes) {
    return text("\n", attributes);
  }

  static Op embed(String name, Object value, Object... attributes) {
    return new Op.Embed(new Value.Members(Map.of(name, value(value))), attributes(attributes));
  }

  /** Lines of text, each with the same attributes at its end. */
  static List<Op> lines(List<String> texts, Object... attributes) {
    var ops = new ArrayList<Op>();
    for (String words : texts) {
      ops.add(text(words));
      ops.add(line(attributes));
    }
    return ops;
  }

  private static Attributes attributes(Object... namesAndValues) {
    var values = new LinkedHashMap<String, Value>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], value(namesAndValues[i + 1]));
    }
    return Attributes.of(values);
  }

  private static Value value(Object value) {
    return switch (value) {
      case Value already -> already;
      case Boolean flag -> new Value.Bool(flag);
      case Number number -> new Value.Num(number.doubleValue());
      default -> new Value.Text(value.toString());
    };
  }
}
