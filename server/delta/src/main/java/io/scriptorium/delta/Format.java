package io.scriptorium.delta;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Attributes together with what they add to the content hash of every unit that carries them.
 * Leaves of a {@link RichText} share formats.
 *
 * @param hash of the content of {@code attributes}; 0 for none
 */
record Format(Attributes attributes, long hash) {
  /** Plain. */
  static final Format NONE = new Format(Attributes.NONE, 0);

  static Format of(Attributes attributes) {
    return attributes.isEmpty()
        ? NONE
        : new Format(attributes, Hash61.spread(membersHash(attributes.asMap())));
  }

  /** Whether runs of the two are one run. */
  boolean same(Format other) {
    return hash == other.hash && attributes.equals(other.attributes);
  }

  /**
   * This format after a retain with these attributes: they are put over those that are here, and a
   * null takes its attribute away (quill-delta's {@code AttributeMap.compose} on an insert, where a
   * null that the insert itself came with stays until it is named).
   */
  Format retainedWith(Attributes change) {
    Map<String, Value> values = new HashMap<>(attributes.asMap());
    change
        .asMap()
        .forEach((name, value) -> {
          if (value == Value.Null.NULL) {
            values.remove(name);
          } else {
            values.put(name, value);
          }
        });
    return of(Attributes.of(values));
  }

  /** The code of an embed's one unit. */
  static long embedCode(Value.Members embed) {
    return Hash61.spread(valueHash(embed));
  }

  private static long valueHash(Value value) {
    return switch (value) {
      case Value.Null ignored -> 1;
      case Value.Bool(boolean bool) -> bool ? 2 : 3;
      case Value.Num(double number) -> Hash61.mix(Double.doubleToLongBits(number) + 4);
      case Value.Text(String text) -> Hash61.mix(textHash(text) + 5);
      case Value.Items(List<Value> items) -> Hash61.mix(itemsHash(items) + 6);
      case Value.Members(Map<String, Value> members) -> Hash61.mix(membersHash(members) + 7);
    };
  }

  private static long textHash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = hash * 0x5851_F42D_4C95_7F2DL + text.charAt(i) + 1;
    }
    return hash;
  }

  private static long itemsHash(List<Value> items) {
    long hash = items.size();
    for (Value item : items) {
      hash = Hash61.mix(hash + valueHash(item));
    }
    return hash;
  }

  /** A sum, because the order of members means nothing. */
  private static long membersHash(Map<String, Value> members) {
    long hash = members.size();
    for (Map.Entry<String, Value> member : members.entrySet()) {
      hash += Hash61.mix(Hash61.mix(textHash(member.getKey())) ^ valueHash(member.getValue()));
    }
    return hash;
  }
}
