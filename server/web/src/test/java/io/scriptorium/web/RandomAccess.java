package io.scriptorium.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An owner who shares a document at random, and two others who find out over REST, socket, search
 * and history what they may do. The model is a table: whom something was given to, and what.
 */
final class RandomAccess {
  private static final List<String> ROLES = List.of("viewer", "commenter", "editor");

  private final long seed;
  private final SplittableRandom random;
  private final Person administrator;
  private final Person owner;
  private final List<Person> others;
  private final String word;
  private final String document;
  private final String group;

  /** By path below {@code access}; links by id. */
  private final Map<String, String> given = new HashMap<>();

  private final Set<String> members = new HashSet<>();
  private final Set<String> entries = new HashSet<>();

  RandomAccess(long seed, Person administrator, List<Person> people, String word) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.administrator = administrator;
    this.owner = people.getFirst();
    this.others = people.subList(1, people.size());
    this.word = word;
    this.document = owner.create(word);
    this.group =
        Rest.parse(administrator.call("POST", "/api/admin/groups", members()))
            .path("id")
            .stringValue("");
  }

  private String members() {
    return "{\"name\":\""
        + word
        + "\",\"members\":["
        + String.join(",", members.stream().map(id -> '"' + id + '"').toList())
        + "]}";
  }

  void run(int steps) {
    awaitSearch();
    for (int step = 0; step < steps; step++) {
      String done = step();
      for (Person person : others) {
        check(person, "seed " + seed + " (-Dscriptorium.seed), step " + step + ", " + done);
      }
    }
  }

  private void awaitSearch() {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!finds(owner)) {
      assertTrue(System.nanoTime() < deadline, "the document is not found by its owner");
      Thread.onSpinWait();
    }
  }

  private boolean finds(Person person) {
    return person.get("/api/search?q=" + word).body().contains('"' + document + '"');
  }

  private String expected(Person person) {
    Stream<String> byLinks =
        given.entrySet().stream()
            .filter(entry -> entries.contains(entry.getKey() + " " + person.id()))
            .map(Map.Entry::getValue);
    String byGroup = members.contains(person.id()) ? role("groups/" + group) : "";
    return Stream.concat(
            byLinks, Stream.of(byGroup, role("people/" + person.id()), role("everyone")))
        .reduce("", RandomAccess::higher);
  }

  private String role(String whom) {
    return given.getOrDefault(whom, "");
  }

  private static String higher(String one, String other) {
    return ROLES.indexOf(one) > ROLES.indexOf(other) ? one : other;
  }

  private void check(Person person, String when) {
    String role = expected(person);
    int seen = role.isEmpty() ? 404 : 200;
    String path = "/api/documents/" + document;
    String history = "/api/plugins/history/documents/" + document;
    int kept = role.equals("editor") ? 400 : role.isEmpty() ? 404 : 403;
    assertEquals(seen, person.get(path).statusCode(), when);
    assertEquals(seen, person.get(path + "/content?format=text").statusCode(), when);
    assertEquals(seen, person.get(history + "/versions").statusCode(), when);
    assertEquals(kept, person.status("POST", history + "/versions", "{\"revision\":0}"), when);
    assertEquals(!role.isEmpty(), finds(person), when);
    try (Wire wire = person.wire(document)) {
      wire.send("{\"type\":\"join\",\"client\":\"c-" + person.id() + "\"}");
      JsonNode answer = wire.message();
      assertEquals(role, answer.path("role").stringValue(""), when);
      assertEquals(role.isEmpty(), answer.path("code").stringValue("").equals("not_found"), when);
    }
  }

  private String step() {
    Person person = others.get(random.nextInt(others.size()));
    return switch (random.nextInt(7)) {
      case 0 -> give("people/" + person.id());
      case 1 -> give("groups/" + group);
      case 2 -> give("everyone");
      case 3, 4 -> revoke();
      case 5 -> regroup();
      default -> enterANewLink(person);
    };
  }

  private String give(String whom) {
    String role = ROLES.get(random.nextInt(ROLES.size()));
    owner.give(document, whom, role);
    given.put(whom, role);
    return "give " + whom + " " + role;
  }

  private String revoke() {
    if (given.isEmpty()) {
      return "nothing";
    }
    List<String> all = given.keySet().stream().sorted().toList();
    String whom = all.get(random.nextInt(all.size()));
    given.remove(whom);
    String path = "/api/documents/" + document + "/access/" + whom;
    assertEquals(204, owner.status("DELETE", path, ""), () -> "seed " + seed + ", " + path);
    return "revoke " + whom;
  }

  private String regroup() {
    members.clear();
    others.stream().filter(person -> random.nextBoolean()).map(Person::id).forEach(members::add);
    int changed = administrator.status("PUT", "/api/admin/groups/" + group, members());
    assertEquals(200, changed);
    return "group " + members;
  }

  private String enterANewLink(Person person) {
    String role = ROLES.get(random.nextInt(ROLES.size()));
    JsonNode link = owner.link(document, role);
    String path = "links/" + link.path("id").stringValue("");
    assertEquals(200, person.enter(link, "").statusCode());
    given.put(path, role);
    entries.add(path + " " + person.id());
    return person.id() + " enters by " + path + " as " + role;
  }
}
