package io.scriptorium.plugins.history;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A delta as plain lists and maps, from which any JSON library makes what Quill reads. */
final class DeltaView {
  private DeltaView() {}

  static List<Map<String, Object>> of(Delta delta) {
    return delta.ops().stream().map(DeltaView::of).toList();
  }

  static Map<String, Object> of(Op op) {
    Map<String, Object> view = new LinkedHashMap<>();
    switch (op) {
      case Op.Insert insert -> view.put("insert", insert.text());
      case Op.Embed embed -> view.put("insert", members(embed.embed().values()));
      case Op.Retain retain -> view.put("retain", retain.length());
      case Op.Delete delete -> view.put("delete", delete.length());
    }
    if (!op.attributes().isEmpty()) {
      view.put("attributes", attributes(op.attributes()));
    }
    return view;
  }

  private static Map<String, Object> attributes(Attributes attributes) {
    return members(attributes.asMap());
  }

  private static Map<String, Object> members(Map<String, Value> values) {
    Map<String, Object> view = new LinkedHashMap<>();
    values.forEach((name, value) -> view.put(name, plain(value)));
    return view;
  }

  private static @Nullable Object plain(Value value) {
    return switch (value) {
      case Value.Null none -> null;
      case Value.Bool(boolean bool) -> bool;
      case Value.Num(double number) -> number == Math.rint(number) ? plainWhole(number) : number;
      case Value.Text(String text) -> text;
      case Value.Items(List<Value> items) -> {
        List<Object> views = new ArrayList<>();
        items.forEach(item -> views.add(plain(item)));
        yield views;
      }
      case Value.Members(Map<String, Value> members) -> members(members);
    };
  }

  /** 2, not 2.0, as JavaScript writes it. */
  private static Object plainWhole(double number) {
    return Math.abs(number) < 1e15 ? (Object) (long) number : (Object) number;
  }
}
