package io.scriptorium.delta;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The formatting of an {@link Op}: attribute names and their JSON values, immutable, compared
 * without regard to order and always listed in the order of their names, so that equal attributes
 * print alike. Attribute values are replaced whole, never merged (quill-delta's AttributeMap.ts).
 *
 * <p>A name that every JavaScript object inherits, such as {@code constructor} or {@code
 * __proto__}, is refused: quill-delta loses such an attribute in {@code compose}, so that a browser
 * would end with another document than the server.
 */
public final class Attributes {
  /** No attributes: what quill-delta calls {@code undefined}; {@code {}} is read as this. */
  public static final Attributes NONE = new Attributes(new String[0], new Value[0], 0);

  /** What {@link #compose} does with a {@link Value.Null} of the later attributes. */
  public enum Nulls {
    /** Keeps it, as the order to remove that attribute: where the earlier op is a retain. */
    KEEP,
    /** Drops it, with the attribute that it removes: where the earlier op is an insert. */
    DROP
  }

  private static final Set<String> INHERITED =
      Set.of(
          "__proto__",
          "__defineGetter__",
          "__defineSetter__",
          "__lookupGetter__",
          "__lookupSetter__",
          "constructor",
          "hasOwnProperty",
          "isPrototypeOf",
          "propertyIsEnumerable",
          "toLocaleString",
          "toString",
          "valueOf");

  private final String[] names;
  private final Value[] values;
  private final int size;

  private Attributes(String[] names, Value[] values, int size) {
    this.names = names;
    this.values = values;
    this.size = size;
  }

  private static Attributes sorted(String[] names, Value[] values, int size) {
    return size == 0 ? NONE : new Attributes(names, values, size);
  }

  /**
   * These attributes; {@link #NONE} if there are none.
   *
   * @throws IllegalArgumentException if a name is one that every JavaScript object inherits, or
   *     holds half a surrogate pair
   */
  public static Attributes of(Map<String, Value> attributes) {
    if (attributes.isEmpty()) {
      return NONE;
    }
    var byName = new TreeMap<>(attributes);
    byName.forEach(Attributes::check);
    var names = byName.keySet().toArray(new String[0]);
    return new Attributes(names, byName.values().toArray(new Value[0]), names.length);
  }

  /**
   * One attribute.
   *
   * @throws IllegalArgumentException if the name is one that every JavaScript object inherits, or
   *     holds half a surrogate pair
   */
  public static Attributes of(String name, Value value) {
    check(name, value);
    return new Attributes(new String[] {name}, new Value[] {value}, 1);
  }

  private static void check(String name, Value value) {
    Objects.requireNonNull(value, name);
    Ops.requireName(name);
    if (INHERITED.contains(name)) {
      throw new IllegalArgumentException(
          "an attribute must not have a name that every JavaScript object inherits, got " + name);
    }
  }

  /** Whether there is not a single attribute. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** How many attributes there are. */
  public int size() {
    return size;
  }

  /** The value of one attribute, if it is there ({@link Value.Null} counts as there). */
  public Optional<Value> get(String name) {
    int at = Arrays.binarySearch(names, 0, size, name);
    return at < 0 ? Optional.empty() : Optional.of(values[at]);
  }

  /** All of them, in the order of their names; unmodifiable. */
  public Map<String, Value> asMap() {
    var map = LinkedHashMap.<String, Value>newLinkedHashMap(size);
    for (int i = 0; i < size; i++) {
      map.put(names[i], values[i]);
    }
    return Collections.unmodifiableMap(map);
  }

  /** Calls the action for each attribute, in the order of their names. */
  public void forEach(BiConsumer<String, Value> action) {
    for (int i = 0; i < size; i++) {
      action.accept(names[i], values[i]);
    }
  }

  /**
   * These attributes with the later ones set over them.
   *
   * @param nulls whether an order to remove an attribute stays as such or is carried out
   */
  public Attributes compose(Attributes later, Nulls nulls) {
    if (later.isEmpty()) {
      return this;
    }
    if (isEmpty() && nulls == Nulls.KEEP) {
      return later;
    }
    var merge = new Merge(this, later);
    while (merge.next()) {
      var value = merge.second();
      if (value == null) {
        merge.put(merge.first());
      } else if (nulls == Nulls.KEEP || value != Value.Null.NULL) {
        merge.put(value);
      }
    }
    return merge.result();
  }

  /**
   * What is left of the other attributes, set concurrently, after these: all of them, but where
   * these came {@link Priority#FIRST}, those that both set stay as these set them.
   */
  public Attributes transform(Attributes other, Priority priority) {
    if (isEmpty() || other.isEmpty() || priority == Priority.SECOND) {
      return other;
    }
    var merge = new Merge(this, other);
    while (merge.next()) {
      if (merge.first() == null) {
        merge.put(merge.second());
      }
    }
    return merge.result();
  }

  /**
   * What undoes setting these attributes on something that has those of {@code base}. Arrays and
   * objects count as changed even where they are equal: quill-delta compares them by identity.
   */
  public Attributes invert(Attributes base) {
    var merge = new Merge(this, base);
    while (merge.next()) {
      var set = merge.first();
      var before = merge.second();
      if (set == null) {
        continue;
      }
      if (before == null) {
        merge.put(Value.Null.NULL);
      } else if (isComposite(before) || !set.equals(before)) {
        merge.put(before);
      }
    }
    return merge.result();
  }

  private static boolean isComposite(Value value) {
    return value instanceof Value.Items || value instanceof Value.Members;
  }

  /** What turns these attributes into the others, a {@link Value.Null} for each that goes. */
  public Attributes diff(Attributes other) {
    var merge = new Merge(this, other);
    while (merge.next()) {
      var after = merge.second();
      if (after == null) {
        merge.put(Value.Null.NULL);
      } else if (!after.equals(merge.first())) {
        merge.put(after);
      }
    }
    return merge.result();
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof Attributes that
        && size == that.size
        && Arrays.equals(names, 0, size, that.names, 0, size)
        && Arrays.equals(values, 0, size, that.values, 0, size);
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + (names[i].hashCode() ^ values[i].hashCode());
    }
    return hash;
  }

  @Override
  public String toString() {
    return asMap().toString();
  }

  /** Walks over two sets of attributes name by name and gathers a third. */
  private static final class Merge {
    private final Attributes one;
    private final Attributes two;
    private int at;
    private int other;
    private String name = "";
    private @Nullable Value first;
    private @Nullable Value second;
    private final String[] names;
    private final Value[] values;
    private int size;

    Merge(Attributes one, Attributes two) {
      this.one = one;
      this.two = two;
      names = new String[one.size + two.size];
      values = new Value[one.size + two.size];
    }

    /** Goes to the next name that either side has. */
    boolean next() {
      boolean more = at < one.size;
      boolean otherMore = other < two.size;
      if (!more && !otherMore) {
        return false;
      }
      int order = !more ? 1 : !otherMore ? -1 : one.names[at].compareTo(two.names[other]);
      name = order <= 0 ? one.names[at] : two.names[other];
      first = order <= 0 ? one.values[at++] : null;
      second = order >= 0 ? two.values[other++] : null;
      return true;
    }

    /** The first side's value of the name, {@code null} if it has none. */
    @Nullable Value first() {
      return first;
    }

    /** The second side's value of the name, {@code null} if it has none. */
    @Nullable Value second() {
      return second;
    }

    /** Gives the name a value in the result; none if there is none. */
    void put(@Nullable Value value) {
      if (value != null) {
        names[size] = name;
        values[size++] = value;
      }
    }

    Attributes result() {
      return sorted(names, values, size);
    }
  }
}
