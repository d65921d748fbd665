package io.scriptorium.web.rest;

import io.scriptorium.web.problem.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * What a class with Jakarta REST annotations serves, told as OpenAPI 3.1. The container describes
 * its own application once, when that starts; a plugin may come later, and its resource is an
 * object that the container does not know, so that it is described here, by reflection.
 *
 * @param calls by path, then by verb: OpenAPI's paths object
 */
record ResourceDescription(Map<String, Map<String, Object>> calls) {
  /** A template's regular expression, which OpenAPI knows nothing of. */
  private static final Pattern TEMPLATE_FORM = Pattern.compile("\\{\\s*(\\w+)\\s*:[^}]*}");

  /**
   * Describes what a plugin serves. Each call has the plugin's name as its tag, and before its
   * operation's id, so that no two plugins' ids are the same.
   *
   * @param resource the class of the object that the plugin serves
   */
  static ResourceDescription of(String plugin, Class<?> resource) {
    String base = "/api/plugins/" + plugin;
    Map<String, Map<String, Object>> calls = new TreeMap<>();
    Set<String> ids = new HashSet<>();
    Stream.of(resource.getMethods())
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
        .forEach(method ->
            verb(method)
                .ifPresent(verb ->
                    calls
                        .computeIfAbsent(path(base, method), none -> new TreeMap<>())
                        .put(verb, operation(plugin, id(plugin, method, ids), method))));
    return new ResourceDescription(calls);
  }

  /** An id that is not in {@code taken}, where it then is: methods may have the same name. */
  private static String id(String plugin, Method method, Set<String> taken) {
    Operation said = method.getAnnotation(Operation.class);
    String id =
        plugin + "." + (said == null ? method.getName() : or(said.operationId(), method.getName()));
    String free = id;
    for (int number = 2; !taken.add(free); number++) {
      free = id + "-" + number;
    }
    return free;
  }

  /** It all as an OpenAPI document. */
  Map<String, Object> document(String plugin) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", Map.of("title", plugin, "version", "1"));
    document.put("tags", List.of(Map.of("name", plugin)));
    document.put("paths", calls);
    return document;
  }

  private static Optional<String> verb(Method method) {
    return Stream.of(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(verb -> verb.value().toLowerCase(Locale.ROOT))
        .findFirst();
  }

  private static String path(String base, Method method) {
    Path path = method.getAnnotation(Path.class);
    if (path == null || path.value().equals("/") || path.value().isEmpty()) {
      return base;
    }
    String below = path.value().startsWith("/") ? path.value() : "/" + path.value();
    return base + TEMPLATE_FORM.matcher(below).replaceAll("{$1}");
  }

  private static Map<String, Object> operation(String plugin, String id, Method method) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("operationId", id);
    told.put("tags", List.of(plugin));
    Operation said = method.getAnnotation(Operation.class);
    if (said != null && !said.summary().isEmpty()) {
      told.put("summary", said.summary());
    }
    if (said != null && !said.description().isEmpty()) {
      told.put("description", said.description());
    }
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      parameter(parameter).ifPresent(parameters::add);
      body(parameter).ifPresent(body -> told.put("requestBody", body));
    }
    told.put("parameters", parameters);
    told.put("responses", responses(method));
    return told;
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private static Optional<Map<String, Object>> parameter(Parameter parameter) {
    return place(parameter)
        .map(place -> {
          Map<String, Object> told = new LinkedHashMap<>();
          told.put("name", place.getValue());
          told.put("in", place.getKey());
          told.put("required", place.getKey().equals("path"));
          var said =
              parameter.getAnnotation(
                  org.eclipse.microprofile.openapi.annotations.parameters.Parameter.class);
          if (said != null && !said.description().isEmpty()) {
            told.put("description", said.description());
          }
          Map<String, Object> schema = TypeSchema.of(parameter.getParameterizedType());
          DefaultValue otherwise = parameter.getAnnotation(DefaultValue.class);
          if (otherwise != null) {
            schema.put("default", otherwise.value());
          }
          told.put("schema", schema);
          return told;
        });
  }

  /** Where a parameter stands in a request, and under which name. */
  private static Optional<Map.Entry<String, String>> place(Parameter parameter) {
    for (Annotation annotation : parameter.getAnnotations()) {
      switch (annotation) {
        case PathParam path -> {
          return Optional.of(Map.entry("path", path.value()));
        }
        case QueryParam query -> {
          return Optional.of(Map.entry("query", query.value()));
        }
        case HeaderParam header -> {
          return Optional.of(Map.entry("header", header.value()));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  /** What is no parameter and does not come from the container is the body. */
  private static Optional<Map<String, Object>> body(Parameter parameter) {
    boolean another =
        Stream.of(parameter.getAnnotations())
            .map(Annotation::annotationType)
            .anyMatch(type ->
                type == Context.class
                    || type.getPackageName().equals(PathParam.class.getPackageName()));
    return another
        ? Optional.empty()
        : Optional.of(
            Map.of(
                "required",
                true,
                "content",
                content(
                    MediaType.APPLICATION_JSON, TypeSchema.of(parameter.getParameterizedType()))));
  }

  private static Map<String, Object> responses(Method method) {
    Map<String, Object> told = new TreeMap<>();
    for (APIResponse said : method.getAnnotationsByType(APIResponse.class)) {
      told.put(or(said.responseCode(), "200"), response(said, method));
    }
    if (told.isEmpty()) {
      boolean nothing = method.getReturnType() == void.class;
      told.put(
          nothing ? "204" : "200", nothing ? described("Done.") : answer("The answer.", method));
    }
    told.putIfAbsent(
        "default",
        Map.of(
            "description",
            "A problem detail (RFC 9457).",
            "content",
            content(Problem.MEDIA_TYPE, TypeSchema.of(Problem.class))));
    return told;
  }

  private static Map<String, Object> response(APIResponse said, Method method) {
    for (var content : said.content()) {
      Class<?> type = content.schema().implementation();
      if (type != Void.class) {
        return Map.of(
            "description",
            said.description(),
            "content",
            content(or(content.mediaType(), produced(method)), TypeSchema.of(type)));
      }
    }
    boolean success = said.responseCode().isEmpty() || said.responseCode().equals("200");
    return success ? answer(said.description(), method) : described(said.description());
  }

  private static Map<String, Object> answer(String description, Method method) {
    Class<?> type = method.getReturnType();
    return type == Response.class || type == void.class
        ? described(description)
        : Map.of(
            "description",
            description,
            "content",
            content(produced(method), TypeSchema.of(method.getGenericReturnType())));
  }

  private static Map<String, Object> described(String description) {
    return Map.of("description", description);
  }

  private static Map<String, Object> content(String mediaType, Map<String, Object> schema) {
    return Map.of(mediaType, Map.of("schema", schema));
  }

  private static String produced(Method method) {
    Produces own = method.getAnnotation(Produces.class);
    Produces ofClass = method.getDeclaringClass().getAnnotation(Produces.class);
    Produces said = own == null ? ofClass : own;
    return said == null || said.value().length == 0 ? MediaType.APPLICATION_JSON : said.value()[0];
  }
}
