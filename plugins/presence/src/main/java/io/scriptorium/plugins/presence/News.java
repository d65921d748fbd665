package io.scriptorium.plugins.presence;

import io.scriptorium.plugin.Revision;
import java.util.Collection;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a room tells: people as of a revision, and who left.
 *
 * @param people those that changed, or all for somebody who has just come
 * @param left session ids
 */
record News(Revision revision, Collection<Person> people, Collection<String> left) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The message, as the protocol's page has it. */
  String json() {
    ObjectNode news = JSON.createObjectNode();
    news.put("revision", revision.number());
    ArrayNode told = news.putArray("people");
    people.forEach(person -> write(person, told.addObject()));
    ArrayNode gone = news.putArray("left");
    left.forEach(gone::add);
    return news.toString();
  }

  private static void write(Person person, ObjectNode node) {
    node.put("session", person.session()).put("name", person.name()).put("color", person.color());
    node.putNull("selection");
    person
        .selection()
        .ifPresent(selection ->
            node.putObject("selection")
                .put("index", selection.index())
                .put("length", selection.length()));
    person.top().ifPresent(top -> node.put("top", top));
    if (person.typing()) {
      node.put("typing", true);
    }
  }
}
