package io.scriptorium.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Random people who share random documents with each other, and what must come of it. The model
 * knows no grants, groups or links, only facts: who may do what, because of what.
 */
final class RandomSharing {
  private static final Instant START = Instant.ofEpochSecond(1_000_000);
  private static final int PEOPLE = 5;
  private static final int GUESTS = 2;
  private static final int GROUPS = 3;
  private static final List<Role> SHARED = List.of(Role.VIEWER, Role.COMMENTER, Role.EDITOR);

  private final long seed;
  private final SplittableRandom random;
  private final AccessStore store;
  private final List<DocumentId> documents =
      IntStream.range(0, 3).mapToObj(i -> new DocumentId("doc-" + i)).toList();
  private final List<Account> people =
      IntStream.range(0, PEOPLE + GUESTS).mapToObj(RandomSharing::person).toList();

  /** What is so: somebody, or a group or everyone, has a role in a document because of a cause. */
  private record Fact(DocumentId document, String who, Role role, String cause, Instant end) {}

  private final Set<Fact> facts = new HashSet<>();
  private final Set<String> memberships = new HashSet<>();
  private final Set<String> entries = new HashSet<>();
  private int links;
  private Instant now = START;

  RandomSharing(long seed, AccessStore store) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.store = store;
  }

  private static Account person(int i) {
    boolean guest = i >= PEOPLE;
    return new Account(
        new AccountId("p" + i),
        guest ? Account.Kind.GUEST : Account.Kind.MEMBER,
        guest ? Optional.empty() : Optional.of(new SignInName("p" + i)),
        new Profile("p" + i, "#000000"),
        START);
  }

  void run(int steps) {
    people.forEach(person -> store.accounts().add(person, Optional.empty()));
    store.grants().own(documents, people.getFirst().id());
    documents.forEach(
        document -> facts.add(new Fact(document, "p0", Role.OWNER, "own p0", Instant.MAX)));
    for (int step = 0; step < steps; step++) {
      String done = step();
      int at = step;
      for (DocumentId document : documents) {
        people.forEach(person ->
            assertEquals(
                expected(document, person),
                Reach.role(store.grants().reaches(person.id(), document, now)),
                () -> seedLine() + ", step " + at + ", " + done + ": " + person.id()));
        people.forEach(person ->
            assertEquals(
                expected(document, person).isPresent(),
                store.grants().reaching(person.id(), now).contains(document),
                () -> seedLine() + ", step " + at + ", " + done + ": " + person.id()));
      }
    }
  }

  private String seedLine() {
    return "replay with -Dscriptorium.seed=" + seed;
  }

  /** Brute force over all facts. */
  private Optional<Role> expected(DocumentId document, Account person) {
    Set<Role> roles = new TreeSet<>();
    for (Fact fact : facts) {
      boolean holds = fact.document.equals(document) && now.isBefore(fact.end);
      boolean meant =
          fact.who.equals(person.id().value())
              || (fact.who.equals("everyone") && person.isMember())
              || memberships.contains(fact.who + " " + person.id())
              || entries.contains(fact.who + " " + person.id());
      if (holds && meant) {
        roles.add(fact.role);
      }
    }
    return roles.stream().reduce((lower, higher) -> higher);
  }

  private String step() {
    DocumentId document = documents.get(random.nextInt(documents.size()));
    return switch (random.nextInt(8)) {
      case 0, 1 -> give(document);
      case 2 -> revoke(document);
      case 3 -> group();
      case 4 -> link(document);
      case 5 -> enter();
      case 6 -> transfer(document);
      default -> endALink(document);
    };
  }

  private String grantee() {
    int pick = random.nextInt(PEOPLE + GROUPS + 1);
    if (pick < PEOPLE) {
      return "p" + pick;
    }
    return pick < PEOPLE + GROUPS ? "g" + (pick - PEOPLE) : "everyone";
  }

  private static Grantee grantee(String who) {
    return switch (who.charAt(0)) {
      case 'p' -> new Grantee.Person(new AccountId(who));
      case 'g' -> new Grantee.InGroup(new GroupId(who));
      default -> new Grantee.Everyone();
    };
  }

  private boolean owns(DocumentId document, String who) {
    return facts.contains(new Fact(document, who, Role.OWNER, "own " + who, Instant.MAX));
  }

  private String give(DocumentId document) {
    String who = grantee();
    Role role = SHARED.get(random.nextInt(SHARED.size()));
    boolean there = who.charAt(0) != 'g' || memberships.contains(who);
    boolean expected = there && !owns(document, who);
    String done = "give " + who + " " + role + " in " + document;
    assertEquals(
        expected,
        store.grants().give(new Grant(document, grantee(who), role)),
        () -> seedLine() + done);
    if (expected) {
      drop(document, "own " + who);
      facts.add(new Fact(document, who, role, "own " + who, Instant.MAX));
    }
    return done;
  }

  private boolean drop(DocumentId document, String cause) {
    return facts.removeIf(fact -> fact.document.equals(document) && fact.cause.equals(cause));
  }

  private String revoke(DocumentId document) {
    String who = grantee();
    boolean expected = !owns(document, who) && drop(document, "own " + who);
    String done = "revoke " + who + " in " + document;
    assertEquals(expected, store.grants().revoke(document, grantee(who)), () -> seedLine() + done);
    return done;
  }

  private String group() {
    String id = "g" + random.nextInt(GROUPS);
    boolean known = memberships.removeIf(membership -> membership.startsWith(id));
    if (random.nextInt(4) == 0) {
      assertEquals(known, store.groups().remove(new GroupId(id)), this::seedLine);
      facts.removeIf(fact -> fact.who.equals(id));
      return "remove " + id;
    }
    Set<AccountId> members = new HashSet<>();
    for (Account person : people) {
      if (random.nextBoolean()) {
        members.add(person.id());
        if (person.isMember()) {
          memberships.add(id + " " + person.id());
        }
      }
    }
    memberships.add(id);
    store.groups().put(new Group(new GroupId(id), "Group " + id, members));
    return "group " + id + " of " + members;
  }

  private String link(DocumentId document) {
    String id = "l" + links++;
    Role role = SHARED.get(random.nextInt(SHARED.size()));
    Optional<Instant> end =
        random.nextBoolean()
            ? Optional.of(now.plusSeconds(random.nextInt(1, 30)))
            : Optional.empty();
    store.links().add(new ShareLink(new LinkId(id), document, role, true, now, end), "hash " + id);
    facts.add(new Fact(document, id, role, "link " + id, end.orElse(Instant.MAX)));
    return "link " + id;
  }

  private String enter() {
    if (links == 0) {
      return "nothing";
    }
    String id = "l" + random.nextInt(links);
    Account person = people.get(random.nextInt(people.size()));
    store.links().enter(new LinkId(id), person.id());
    entries.add(id + " " + person.id());
    return person.id() + " enters by " + id;
  }

  private String transfer(DocumentId document) {
    String from = "p" + random.nextInt(PEOPLE);
    Account to = people.get(random.nextInt(people.size()));
    boolean expected = owns(document, from) && to.isMember();
    String done = "transfer " + document + " from " + from + " to " + to.id();
    assertEquals(
        expected,
        store.grants().transfer(document, new AccountId(from), to.id()),
        () -> seedLine() + done);
    if (expected) {
      String next = to.id().value();
      drop(document, "own " + from);
      facts.add(new Fact(document, from, Role.EDITOR, "own " + from, Instant.MAX));
      drop(document, "own " + next); // also where both are one
      facts.add(new Fact(document, next, Role.OWNER, "own " + next, Instant.MAX));
    }
    return done;
  }

  /** By its revocation, or because time passes. */
  private String endALink(DocumentId document) {
    if (links == 0 || random.nextBoolean()) {
      now = now.plusSeconds(random.nextInt(1, 10));
      return "time passes";
    }
    String id = "l" + random.nextInt(links);
    boolean known = drop(document, "link " + id);
    assertEquals(known, store.links().remove(document, new LinkId(id)), this::seedLine);
    return "revoke " + id;
  }
}
