package io.scriptorium.bench.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads the presence plugin's messages, each once however many are sent it. */
final class Whereabouts {
  /** The place of somebody who has no caret. */
  static final int NOWHERE = -1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REMEMBERED = 256;

  private final Map<String, News> read =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, News> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * What a message tells.
   *
   * @param places of carets, by the sessions of those who moved
   * @param left the sessions of those who went
   */
  record News(Map<String, Integer> places, List<String> left) {}

  /** Reads a message's body. */
  News read(String body) {
    return read.computeIfAbsent(body, Whereabouts::parsed);
  }

  private static News parsed(String body) {
    JsonNode news = JSON.readTree(body);
    Map<String, Integer> places = new HashMap<>();
    for (JsonNode person : news.path("people")) {
      int place = person.path("selection").path("index").asInt(NOWHERE);
      places.put(person.path("session").asString(), place);
    }
    List<String> left = new ArrayList<>();
    news.path("left").forEach(session -> left.add(session.asString()));
    return new News(places, left);
  }
}
