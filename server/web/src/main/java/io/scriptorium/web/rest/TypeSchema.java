package io.scriptorium.web.rest;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The JSON schemas of Java types, as {@link JsonWriter} writes their values: records become
 * objects, collections arrays. Of a type that is not known, the schema allows everything.
 */
final class TypeSchema {
  private TypeSchema() {}

  /** A type's schema, to be added to. */
  static Map<String, Object> of(Type type) {
    return of(type, Set.of());
  }

  private static Map<String, Object> of(Type type, Set<Type> within) {
    return switch (type) {
      case Class<?> simple -> ofClass(simple, within);
      case ParameterizedType generic -> ofGeneric(generic, within);
      default -> new LinkedHashMap<>();
    };
  }

  private static Map<String, Object> ofGeneric(ParameterizedType type, Set<Type> within) {
    var raw = (Class<?>) type.getRawType();
    Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    if (raw == Optional.class) {
      return of(last, within);
    }
    if (Collection.class.isAssignableFrom(raw)) {
      Map<String, Object> schema = typed("array");
      schema.put("items", of(last, within));
      return schema;
    }
    if (Map.class.isAssignableFrom(raw)) {
      Map<String, Object> schema = typed("object");
      schema.put("additionalProperties", of(last, within));
      return schema;
    }
    return ofClass(raw, within);
  }

  private static Map<String, Object> ofClass(Class<?> type, Set<Type> within) {
    if (type.isRecord()) {
      return within.contains(type) ? typed("object") : ofRecord(type, within);
    }
    if (type.isEnum()) {
      Map<String, Object> schema = typed("string");
      schema.put("enum", Stream.of(type.getEnumConstants()).map(Object::toString).toList());
      return schema;
    }
    if (type == Instant.class) {
      Map<String, Object> schema = typed("string");
      schema.put("format", "date-time");
      return schema;
    }
    return typeName(type).map(TypeSchema::typed).orElseGet(LinkedHashMap::new);
  }

  private static Optional<String> typeName(Class<?> type) {
    if (type == String.class || type == char.class) {
      return Optional.of("string");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Optional.of("boolean");
    }
    if (type == double.class || type == Double.class || type == float.class) {
      return Optional.of("number");
    }
    if (Set.of(int.class, long.class, short.class, byte.class).contains(type)
        || Set.of(Integer.class, Long.class, OptionalInt.class, OptionalLong.class)
            .contains(type)) {
      return Optional.of("integer");
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return Optional.of("array");
    }
    return Map.class.isAssignableFrom(type) ? Optional.of("object") : Optional.empty();
  }

  private static Map<String, Object> ofRecord(Class<?> type, Set<Type> within) {
    Set<Type> inside = new HashSet<>(within);
    inside.add(type);
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Map<String, Object> schema = of(component.getGenericType(), inside);
      Schema said = component.getAccessor().getAnnotation(Schema.class);
      if (said != null && !said.description().isEmpty()) {
        schema.put("description", said.description());
      }
      properties.put(component.getName(), schema);
      if (component.getType() != Optional.class) {
        required.add(component.getName());
      }
    }
    Map<String, Object> schema = typed("object");
    schema.put("properties", properties);
    schema.put("required", required);
    return schema;
  }

  private static Map<String, Object> typed(String type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    return schema;
  }
}
