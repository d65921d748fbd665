package io.scriptorium.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How a plugin is doing.
 *
 * @param state as the administrator sees it: {@code running}, {@code quarantined} and so on
 * @param reason why it is quarantined or refused; empty otherwise
 */
record PluginReport(String state, String reason) {
  /** In the administrator's list a plugin is an object in an array in an object. */
  private static final int DEPTH_OF_PLUGIN = 2;

  /** All that it says, for people. */
  String words() {
    return reason.isEmpty() ? state : state + ": " + reason;
  }

  /** Finds one in the administrator's list. */
  static Optional<PluginReport> of(String name, String list) {
    Map<String, String> members = new HashMap<>();
    int depth = 0;
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), list)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          depth++;
        } else if (token == JsonToken.VALUE_STRING && depth == DEPTH_OF_PLUGIN) {
          members.put(String.valueOf(json.currentName()), json.getString());
        } else if (token == JsonToken.END_OBJECT && --depth == DEPTH_OF_PLUGIN - 1) {
          if (name.equals(members.get("name"))) {
            return Optional.of(
                new PluginReport(
                    members.getOrDefault("state", ""), members.getOrDefault("reason", "")));
          }
          members.clear();
        }
      }
    }
    return Optional.empty();
  }
}
