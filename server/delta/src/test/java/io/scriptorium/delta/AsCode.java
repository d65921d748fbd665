package io.scriptorium.delta;

import java.util.StringJoiner;

/** Deltas as Java that can be pasted into a test. */
public final class AsCode {
  private AsCode() {}

  /** The expression that makes this delta. */
  public static String of(Delta delta) {
    var ops = new StringJoiner(", ", "Delta.of(", ")");
    delta.ops().forEach(op -> ops.add(of(op)));
    return ops.toString();
  }

  private static String of(Op op) {
    return switch (op) {
      case Op.Insert(var text, var attributes) ->
          "new Op.Insert(" + of(text) + ", " + of(attributes) + ")";
      case Op.Embed(var embed, var attributes) ->
          "new Op.Embed(" + of(embed) + ", " + of(attributes) + ")";
      case Op.Retain(var length, var attributes) ->
          "new Op.Retain(" + length + ", " + of(attributes) + ")";
      case Op.Delete(var length) -> "new Op.Delete(" + length + ")";
    };
  }

  private static String of(Attributes attributes) {
    if (attributes.isEmpty()) {
      return "Attributes.NONE";
    }
    var entries = new StringJoiner(", ", "Attributes.of(Map.of(", "))");
    attributes.forEach((name, value) -> entries.add(of(name) + ", " + of(value)));
    return entries.toString();
  }

  private static String of(Value value) {
    return switch (value) {
      case Value.Null _ -> "Value.Null.NULL";
      case Value.Bool(var flag) -> "new Value.Bool(" + flag + ")";
      case Value.Num(var number) -> "new Value.Num(" + number + ")";
      case Value.Text(var text) -> "new Value.Text(" + of(text) + ")";
      case Value.Items(var items) -> {
        var all = new StringJoiner(", ", "new Value.Items(List.of(", "))");
        items.forEach(item -> all.add(of(item)));
        yield all.toString();
      }
      case Value.Members(var members) -> {
        var all = new StringJoiner(", ", "new Value.Members(Map.of(", "))");
        members.forEach((name, member) -> all.add(of(name) + ", " + of(member)));
        yield all.toString();
      }
    };
  }

  private static String of(String text) {
    var code = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= ' ' && unit < 0x7f && unit != '"' && unit != '\\') {
        code.append(unit);
      } else {
        code.append(String.format("\\u%04x", (int) unit));
      }
    }
    return code.append('"').toString().replace("\\u000a", "\\n").replace("\\u0022", "\\\"");
  }
}
