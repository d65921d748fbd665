package io.scriptorium.delta;

import java.util.Map;
import java.util.Optional;

/**
 * The formatting of an {@link Op}: attribute names and their JSON values, immutable, compared
 * without regard to order. Attribute values are replaced whole, never merged (quill-delta's
 * AttributeMap.ts).
 */
public final class Attributes {
  /** No attributes: what quill-delta calls {@code undefined}; {@code {}} is read as this. */
  public static final Attributes NONE = new Attributes(Map.of());

  private final Map<String, Value> values;

  private Attributes(Map<String, Value> values) {
    this.values = values;
  }

  /** These attributes; {@link #NONE} if there are none. */
  public static Attributes of(Map<String, Value> values) {
    return values.isEmpty() ? NONE : new Attributes(Map.copyOf(values));
  }

  /** Whether there is not a single attribute. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The value of one attribute, if it is there ({@link Value.Null} counts as there). */
  public Optional<Value> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** All of them, by name; unmodifiable. */
  public Map<String, Value> asMap() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
