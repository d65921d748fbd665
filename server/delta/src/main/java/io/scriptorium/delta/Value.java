package io.scriptorium.delta;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON value, as attributes and embeds carry it: immutable, compared by content, object members
 * without regard to their order (RFC 8259, section 4).
 */
public sealed interface Value {

  /** JSON's {@code null}; as an attribute of a {@link Op.Retain} it means "remove". */
  enum Null implements Value {
    /** The only one. */
    NULL
  }

  /** JSON's {@code true} and {@code false}. */
  record Bool(boolean value) implements Value {}

  /**
   * A JSON number with JavaScript's meaning: an IEEE 754 double, finite; {@code -0} is {@code 0}.
   */
  record Num(double value) implements Value {
    public Num {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a number must be finite, got " + value);
      }
      value = value + 0.0;
    }
  }

  /** A JSON string. */
  record Text(String value) implements Value {}

  /** A JSON array. */
  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** A JSON object; iterates in the order in which it was written. */
  record Members(Map<String, Value> values) implements Value {
    public Members {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
      values.forEach((name, value) -> {
        Ops.requireName(name);
        Objects.requireNonNull(value, name);
      });
    }
  }
}
