package io.scriptorium.delta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One question to the algebra, in the form of {@code src/conformance/delta}, and how this module
 * answers it. Results are compared as values: {@link Delta}s op for op, attributes without regard
 * to order.
 */
record Case(JsonNode json) {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  static Case of(String operation) {
    return new Case(MAPPER.createObjectNode().put("operation", operation));
  }

  Case with(String name, Delta delta) {
    ((ObjectNode) json).set(name, toJson(delta));
    return this;
  }

  Case with(String name, int number) {
    ((ObjectNode) json).put(name, number);
    return this;
  }

  Case with(String name, boolean flag) {
    ((ObjectNode) json).put(name, flag);
    return this;
  }

  /** What this module answers: a {@link Delta}, an {@link Attributes} or an {@link Integer}. */
  Object answer() {
    return switch (operation()) {
      case "compose" -> delta("a").compose(delta("b"));
      case "transform" -> delta("a").transform(delta("b"), priority());
      case "transformPosition" ->
          delta("a").transformPosition(json.get("position").intValue(), priority());
      case "invert" -> delta("a").invert(delta("base"));
      case "diff" -> delta("a").diff(delta("b"));
      case "concat" -> delta("a").concat(delta("b"));
      case "slice" -> delta("a").slice(json.get("start").intValue(), json.get("end").intValue());
      case "attributesCompose" ->
          attributes("a")
              .compose(
                  attributes("b"),
                  json.get("keepNull").booleanValue()
                      ? Attributes.Nulls.KEEP
                      : Attributes.Nulls.DROP);
      case "attributesTransform" -> attributes("a").transform(attributes("b"), priority());
      case "attributesInvert" -> attributes("a").invert(attributes("base"));
      case "attributesDiff" -> attributes("a").diff(attributes("b"));
      default -> throw new IllegalArgumentException("unknown operation " + operation());
    };
  }

  /** What quill-delta's result is as a value of this module. */
  Object read(JsonNode result) {
    if (result.isNumber()) {
      return result.intValue();
    }
    return result.isArray() ? readDelta(result) : readAttributes(result);
  }

  JsonNode expected() {
    return json.get("expected");
  }

  String operation() {
    return json.get("operation").stringValue();
  }

  private Delta delta(String name) {
    return readDelta(json.get(name));
  }

  private Attributes attributes(String name) {
    return readAttributes(json.get(name));
  }

  private Priority priority() {
    return json.get("priority").booleanValue() ? Priority.FIRST : Priority.SECOND;
  }

  private static Delta readDelta(JsonNode ops) {
    List<Op> read = new ArrayList<>();
    ops.forEach(op -> read.add(readOp(op)));
    return Delta.of(read);
  }

  private static Op readOp(JsonNode op) {
    var attributes = op.has("attributes") ? readAttributes(op.get("attributes")) : Attributes.NONE;
    if (op.has("retain")) {
      return new Op.Retain(op.get("retain").intValue(), attributes);
    }
    if (op.has("delete")) {
      return new Op.Delete(op.get("delete").intValue());
    }
    var insert = op.get("insert");
    return insert.isString()
        ? new Op.Insert(insert.stringValue(), attributes)
        : new Op.Embed(new Value.Members(readMembers(insert)), attributes);
  }

  private static Attributes readAttributes(JsonNode attributes) {
    return Attributes.of(readMembers(attributes));
  }

  private static Map<String, Value> readMembers(JsonNode object) {
    Map<String, Value> members = new LinkedHashMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), read(member)));
    return members;
  }

  private static Value read(Map.Entry<String, JsonNode> member) {
    return readValue(member.getValue());
  }

  private static Value readValue(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> Value.Null.NULL;
      case BOOLEAN -> new Value.Bool(value.booleanValue());
      case NUMBER -> new Value.Num(value.doubleValue());
      case STRING -> new Value.Text(value.stringValue());
      case ARRAY -> new Value.Items(value.valueStream().map(Case::readValue).toList());
      case OBJECT -> new Value.Members(readMembers(value));
      case BINARY, MISSING, POJO -> throw new IllegalArgumentException("no JSON: " + value);
    };
  }

  private static JsonNode toJson(Delta delta) {
    var ops = MAPPER.createArrayNode();
    delta.ops().forEach(op -> ops.add(toJson(op)));
    return ops;
  }

  private static JsonNode toJson(Op op) {
    var json = MAPPER.createObjectNode();
    switch (op) {
      case Op.Insert insert -> json.put("insert", insert.text());
      case Op.Embed embed -> json.set("insert", toJson(embed.embed()));
      case Op.Retain retain -> json.put("retain", retain.length());
      case Op.Delete delete -> json.put("delete", delete.length());
    }
    if (!op.attributes().isEmpty()) {
      json.set("attributes", toJson(new Value.Members(op.attributes().asMap())));
    }
    return json;
  }

  private static JsonNode toJson(Value value) {
    return switch (value) {
      case Value.Null _ -> MAPPER.getNodeFactory().nullNode();
      case Value.Bool(var flag) -> MAPPER.getNodeFactory().booleanNode(flag);
      case Value.Num(var number) -> MAPPER.getNodeFactory().numberNode(number);
      case Value.Text(var text) -> MAPPER.getNodeFactory().stringNode(text);
      case Value.Items(var items) -> {
        var array = MAPPER.createArrayNode();
        items.forEach(item -> array.add(toJson(item)));
        yield array;
      }
      case Value.Members(var members) -> {
        var object = MAPPER.createObjectNode();
        members.forEach((name, member) -> object.set(name, toJson(member)));
        yield object;
      }
    };
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
