package io.scriptorium.delta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A document as a plain list of its units: what {@link RichText} does, done in the most obvious
 * way. The second opinion of its tests.
 *
 * @param units one for each code unit or embed
 */
record Units(List<Unit> units) {
  /** A code unit, or an embed. */
  record Unit(Object content, Map<String, Value> attributes) {}

  static Units of(Delta document) {
    List<Unit> units = new ArrayList<>();
    document.ops().forEach(op -> units.addAll(inserted(op)));
    return new Units(units);
  }

  private static List<Unit> inserted(Op op) {
    return switch (op) {
      case Op.Insert(String text, Attributes attributes) ->
          text.chars().mapToObj(unit -> new Unit((char) unit, attributes.asMap())).toList();
      case Op.Embed(Value.Members embed, Attributes attributes) ->
          List.of(new Unit(embed, attributes.asMap()));
      case Op.Retain ignored -> throw new IllegalArgumentException("no insert: " + op);
      case Op.Delete ignored -> throw new IllegalArgumentException("no insert: " + op);
    };
  }

  Units apply(Delta change) {
    List<Unit> after = new ArrayList<>();
    int at = 0;
    for (Op op : change.ops()) {
      switch (op) {
        case Op.Insert ignored -> after.addAll(inserted(op));
        case Op.Embed ignored -> after.addAll(inserted(op));
        case Op.Retain(int length, Attributes attributes) -> {
          for (Unit unit : units.subList(at, at + length)) {
            after.add(new Unit(unit.content(), put(unit.attributes(), attributes.asMap())));
          }
          at += length;
        }
        case Op.Delete(int length) -> at += length;
      }
    }
    after.addAll(units.subList(at, units.size()));
    return new Units(after);
  }

  private static Map<String, Value> put(Map<String, Value> before, Map<String, Value> change) {
    Map<String, Value> after = new HashMap<>(before);
    change.forEach((name, value) -> {
      after.remove(name);
      if (value != Value.Null.NULL) {
        after.put(name, value);
      }
    });
    return after;
  }
}
