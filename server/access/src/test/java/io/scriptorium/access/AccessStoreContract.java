package io.scriptorium.access;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.access.Administration.Outcome;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.AuditTrail.Filter;
import io.scriptorium.access.AuditTrail.Numbered;
import io.scriptorium.access.Secret.Purpose;
import io.scriptorium.access.Secret.Scope;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link AccessStore} promises. */
@Timeout(60)
public abstract class AccessStoreContract {
  private static final DocumentId DOCUMENT = new DocumentId("doc");
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
  private static final Account ADA = member("ada");
  private static final Account BOB = member("bob");
  private static final Account GUEST =
      new Account(
          new AccountId("guest"), Account.Kind.GUEST, Optional.empty(), profile("Eve"), NOW);

  /** The store under test, with nothing in it when a test begins. */
  protected abstract AccessStore store();

  static Account member(String name) {
    return new Account(
        new AccountId(name),
        Account.Kind.MEMBER,
        Optional.of(new SignInName(name)),
        profile(name),
        NOW);
  }

  private static Account administrator(String name, Instant created) {
    return new Account(
        new AccountId(name),
        Account.Kind.ADMINISTRATOR,
        Optional.of(new SignInName(name)),
        profile(name),
        created);
  }

  private static Profile profile(String name) {
    return new Profile(name, "#102030");
  }

  private static Grantee person(Account account) {
    return new Grantee.Person(account.id());
  }

  private Optional<Role> role(Account account) {
    return Reach.role(store().grants().reaches(account.id(), DOCUMENT, NOW));
  }

  private void people() {
    List.of(ADA, BOB, GUEST).forEach(who -> store().accounts().add(who, Optional.empty()));
    store().grants().own(List.of(DOCUMENT), ADA.id());
  }

  private static Secret secret(String id, Account account, Purpose purpose, long lastsSeconds) {
    return new Secret(
        new SecretId(id),
        purpose,
        account.id(),
        "label",
        Scope.WRITE,
        NOW,
        NOW.plusSeconds(lastsSeconds));
  }

  private static ShareLink link(String id, Role role, Optional<Instant> expires) {
    return new ShareLink(new LinkId(id), DOCUMENT, role, true, NOW, expires);
  }

  @Test
  void nameToSignInWithBelongsToOneAccount() {
    var accounts = store().accounts();
    var other =
        new Account(
            new AccountId("other"), Account.Kind.MEMBER, ADA.name(), ADA.profile(), ADA.created());
    assertTrue(accounts.add(ADA, Optional.of("hash")));
    assertFalse(accounts.add(other, Optional.empty()));
    assertAll(
        () -> assertEquals(Optional.of(ADA), accounts.named(new SignInName("ada"))),
        () -> assertEquals(Optional.of(ADA), accounts.find(ADA.id())),
        () -> assertEquals(Optional.of("hash"), accounts.passwordHash(ADA.id())),
        () -> assertEquals(Optional.empty(), accounts.find(other.id())),
        () -> assertEquals(Optional.empty(), accounts.named(new SignInName("nobody"))));
  }

  @Test
  void firstAccountIsFirstOnce() {
    var accounts = store().accounts();
    accounts.add(GUEST, Optional.empty());
    assertFalse(accounts.anyMember());
    assertTrue(accounts.addFirst(ADA, "hash"));
    assertFalse(accounts.addFirst(BOB, "hash"));
    assertTrue(accounts.anyMember());
    assertEquals(Optional.empty(), accounts.find(BOB.id()));
    assertEquals(List.of(), accounts.administrators());
    var root = administrator("root", NOW.plusSeconds(1));
    var older = administrator("older", NOW);
    accounts.add(root, Optional.empty());
    accounts.add(older, Optional.empty());
    assertEquals(List.of(older, root), accounts.administrators());
  }

  @Test
  void notesAreKeptUnderTheirNames() {
    var notes = store().notes();
    assertEquals(Optional.empty(), notes.read("a"));
    notes.write("a", "1");
    notes.write("b", "");
    notes.write("a", "2");
    assertEquals(Optional.of("2"), notes.read("a"));
    assertEquals(Optional.of(""), notes.read("b"));
  }

  @Test
  void profileAndPasswordChange() {
    var accounts = store().accounts();
    accounts.add(ADA, Optional.empty());
    var changed = new Profile("Ada Lovelace", "#ffffff");
    assertEquals(Optional.empty(), accounts.passwordHash(ADA.id()));
    assertTrue(accounts.setProfile(ADA.id(), changed));
    assertFalse(accounts.setProfile(BOB.id(), changed));
    accounts.setPasswordHash(ADA.id(), "new");
    assertEquals(Optional.of(ADA.with(changed)), accounts.find(ADA.id()));
    assertEquals(Optional.of("new"), accounts.passwordHash(ADA.id()));
  }

  @Test
  void peopleAreFoundByTheBeginningOfEitherName() {
    people();
    store().accounts().setProfile(BOB.id(), profile("Ad_min"));
    assertAll(
        () -> assertEquals(List.of("ada", "bob"), found("AD", 9)),
        () -> assertEquals(List.of("ada"), found("ad", 1)),
        () -> assertEquals(List.of("bob"), found("ad_", 9)),
        () -> assertEquals(List.of(), found("ev", 9)),
        () -> assertEquals(List.of(), found("%", 9)));
  }

  private List<String> found(String beginning, int limit) {
    return store().accounts().matching(beginning, limit).stream()
        .map(account -> account.id().value())
        .toList();
  }

  @Test
  void removedAccountLeavesNothingBehind() {
    people();
    store().secrets().add(secret("s", BOB, Purpose.SESSION, 60), "hash");
    store().grants().give(new Grant(DOCUMENT, person(BOB), Role.EDITOR));
    store().groups().put(new Group(new GroupId("g"), "Group", Set.of(BOB.id())));
    store().links().add(link("l", Role.VIEWER, Optional.empty()), "link");
    store().links().enter(new LinkId("l"), BOB.id());
    assertTrue(store().accounts().remove(BOB.id()));
    assertFalse(store().accounts().remove(BOB.id()));
    assertAll(
        () -> assertEquals(Optional.empty(), store().secrets().find("hash", NOW)),
        () -> assertEquals(Optional.empty(), role(BOB)),
        () -> assertEquals(Set.of(), store().groups().all().getFirst().members()),
        () -> assertEquals(Set.of(), store().links().enteredBy(new LinkId("l"))),
        () -> assertEquals(1, store().grants().of(DOCUMENT).size()));
  }

  @Test
  void secretLivesUntilItsEndOrItsRevocation() {
    people();
    var secrets = store().secrets();
    Secret first = secret("1", ADA, Purpose.SESSION, 60);
    Secret second = secret("2", ADA, Purpose.SESSION, 90);
    Secret token = secret("3", ADA, Purpose.TOKEN, 90);
    secrets.add(first, "one");
    secrets.add(second, "two");
    secrets.add(token, "three");
    assertAll(
        () -> assertEquals(Optional.of(first), secrets.find("one", NOW.plusSeconds(59))),
        () -> assertEquals(Optional.empty(), secrets.find("one", NOW.plusSeconds(60))),
        () -> assertEquals(List.of(second, first), secrets.of(ADA.id(), Purpose.SESSION, NOW)),
        () -> assertFalse(secrets.remove(BOB.id(), first.id())),
        () -> assertTrue(secrets.remove(ADA.id(), first.id())),
        () -> assertEquals(Optional.empty(), secrets.find("one", NOW)));
    secrets.removeAll(ADA.id(), Purpose.SESSION);
    assertEquals(Optional.empty(), secrets.find("two", NOW));
    assertEquals(Optional.of(token), secrets.find("three", NOW));
  }

  @Test
  void takenSecretServesOnce() {
    people();
    Secret reset = secret("r", ADA, Purpose.RESET, 60);
    store().secrets().add(reset, "hash");
    assertEquals(Optional.of(reset), store().secrets().take("hash", NOW));
    assertEquals(Optional.empty(), store().secrets().take("hash", NOW));
  }

  @Test
  void ownerIsOneAndCannotBeRevoked() {
    people();
    var grants = store().grants();
    grants.own(List.of(DOCUMENT), BOB.id());
    assertAll(
        () -> assertEquals(Optional.of(Role.OWNER), role(ADA)),
        () -> assertEquals(Optional.empty(), role(BOB)),
        () -> assertFalse(grants.give(new Grant(DOCUMENT, person(ADA), Role.VIEWER))),
        () -> assertFalse(grants.revoke(DOCUMENT, person(ADA))),
        () -> assertEquals(List.of(DOCUMENT), grants.ownedBy(ADA.id())));
  }

  @Test
  void transferMakesTheOldOwnerAnEditor() {
    people();
    var grants = store().grants();
    grants.give(new Grant(DOCUMENT, person(BOB), Role.VIEWER));
    assertFalse(grants.transfer(DOCUMENT, BOB.id(), ADA.id()));
    assertFalse(grants.transfer(DOCUMENT, ADA.id(), GUEST.id()));
    assertTrue(grants.transfer(DOCUMENT, ADA.id(), BOB.id()));
    assertAll(
        () -> assertEquals(Optional.of(Role.EDITOR), role(ADA)),
        () -> assertEquals(Optional.of(Role.OWNER), role(BOB)),
        () ->
            assertEquals(
                new Grant(DOCUMENT, person(BOB), Role.OWNER), grants.of(DOCUMENT).getFirst()));
  }

  @Test
  void guestComesByLinksAlone() {
    people();
    var grants = store().grants();
    grants.give(new Grant(DOCUMENT, new Grantee.Everyone(), Role.EDITOR));
    assertFalse(grants.give(new Grant(DOCUMENT, person(GUEST), Role.VIEWER)));
    assertFalse(
        grants.give(new Grant(DOCUMENT, new Grantee.InGroup(new GroupId("none")), Role.COMMENTER)));
    assertEquals(Optional.empty(), role(GUEST));
    assertEquals(Optional.of(Role.EDITOR), role(BOB));
    store().links().add(link("l", Role.COMMENTER, Optional.empty()), "hash");
    store().links().enter(new LinkId("l"), GUEST.id());
    assertEquals(Optional.of(Role.COMMENTER), role(GUEST));
  }

  @Test
  void linkLetsInUntilItsEndOrItsRevocation() {
    people();
    var links = store().links();
    ShareLink link = link("l", Role.EDITOR, Optional.of(NOW.plusSeconds(10)));
    links.add(link, "hash");
    links.enter(link.id(), BOB.id());
    assertAll(
        () -> assertEquals(Optional.of(link), links.find("hash", NOW)),
        () -> assertEquals(Optional.empty(), links.find("hash", NOW.plusSeconds(10))),
        () -> assertEquals(List.of(link), links.of(DOCUMENT)),
        () -> assertEquals(Set.of(BOB.id()), links.enteredBy(link.id())),
        () -> assertEquals(Set.of(DOCUMENT), links.endedWithin(NOW, NOW.plusSeconds(10))),
        () -> assertEquals(Set.of(), links.endedWithin(NOW.plusSeconds(10), NOW.plusSeconds(20))),
        () ->
            assertEquals(
                List.of(), store().grants().reaches(BOB.id(), DOCUMENT, NOW.plusSeconds(10))));
    assertFalse(links.remove(new DocumentId("other"), link.id()));
    assertTrue(links.remove(DOCUMENT, link.id()));
    assertEquals(Optional.empty(), role(BOB));
    assertEquals(Optional.empty(), links.find("hash", NOW));
  }

  @Test
  void removedGroupTakesItsGrantsAlong() {
    people();
    var id = new GroupId("g");
    store().groups().put(new Group(id, "Group", Set.of(BOB.id(), GUEST.id())));
    assertTrue(store().grants().give(new Grant(DOCUMENT, new Grantee.InGroup(id), Role.COMMENTER)));
    assertEquals(
        List.of(new Reach.ByGroup(id, Role.COMMENTER)),
        store().grants().reaches(BOB.id(), DOCUMENT, NOW));
    assertEquals(Set.of(BOB.id()), store().groups().all().getFirst().members());
    assertTrue(store().groups().remove(id));
    assertFalse(store().groups().remove(id));
    assertEquals(Optional.empty(), role(BOB));
    assertEquals(List.of(), store().groups().all());
  }

  @Test
  void whatIsDoneTogetherIsDoneAsAWholeOrNotAtAll() {
    people();
    var given = new Grant(DOCUMENT, person(BOB), Role.EDITOR);
    AuditEvent note = event(1, Action.GRANTED, Optional.of(ADA.id()), "doc");
    var failure = new IllegalStateException("the note cannot be written");
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () ->
                store()
                    .together(() -> {
                      store().grants().give(given);
                      store().secrets().add(secret("s", BOB, Purpose.TOKEN, 60), "hash");
                      store().groups().put(new Group(new GroupId("g"), "G", Set.of(BOB.id())));
                      store().links().add(link("l", Role.VIEWER, Optional.empty()), "link");
                      store().accounts().setPasswordHash(BOB.id(), "new");
                      store().audit().add(note);
                      assertEquals(Optional.of(Role.EDITOR), role(BOB), "it sees what it did");
                      throw failure;
                    })));
    assertAll(
        () -> assertEquals(Optional.empty(), role(BOB)),
        () -> assertEquals(Optional.empty(), store().secrets().find("hash", NOW)),
        () -> assertEquals(List.of(), store().groups().all()),
        () -> assertEquals(List.of(), store().links().of(DOCUMENT)),
        () -> assertEquals(Optional.empty(), store().accounts().passwordHash(BOB.id())),
        () -> assertEquals(List.of(), store().audit().read(Filter.ALL, Optional.empty(), 9)));
    assertTrue(
        store()
            .together(() -> {
              boolean done = store().grants().give(given);
              store().audit().add(note);
              return done;
            }));
    assertEquals(Optional.of(Role.EDITOR), role(BOB));
    assertEquals(1, store().audit().read(Filter.ALL, Optional.empty(), 9).size());
  }

  @Test
  void lastAdministratorStays() {
    people();
    var administration = new Administration(store());
    Account root = administrator("root", NOW);
    store().accounts().add(root, Optional.of("hash"));
    assertEquals(Outcome.LAST_ADMINISTRATOR, administration.setAdministrator(root.id(), false));
    assertEquals(Outcome.LAST_ADMINISTRATOR, administration.deactivate(root.id()));
    assertEquals(Outcome.LAST_ADMINISTRATOR, administration.remove(root.id(), ADA.id()));
    assertEquals(Outcome.MISSING, administration.setAdministrator(GUEST.id(), true));
    assertEquals(Outcome.DONE, administration.setAdministrator(ADA.id(), true));
    assertEquals(Outcome.DONE, administration.setAdministrator(root.id(), false));
    assertEquals(
        List.of(ADA.id()), store().accounts().administrators().stream().map(Account::id).toList());
  }

  @Test
  void deactivatedAccountIsNobodysWayIn() {
    people();
    store().accounts().setPasswordHash(ADA.id(), "hash");
    store().secrets().add(secret("s", ADA, Purpose.SESSION, 60), "session");
    store().secrets().add(secret("t", ADA, Purpose.TOKEN, 60), "token");
    assertEquals(Outcome.DONE, new Administration(store()).deactivate(ADA.id()));
    assertAll(
        () -> assertEquals(Optional.empty(), store().accounts().passwordHash(ADA.id())),
        () -> assertEquals(Optional.empty(), store().secrets().find("session", NOW)),
        () -> assertEquals(Optional.empty(), store().secrets().find("token", NOW)),
        () -> assertEquals(Optional.of(Role.OWNER), role(ADA)));
  }

  @Test
  void documentsOfWhoIsRemovedAreTheHeirs() {
    people();
    var administration = new Administration(store());
    assertEquals(Outcome.NO_HEIR, administration.remove(ADA.id(), ADA.id()));
    assertEquals(Outcome.NO_HEIR, administration.remove(ADA.id(), GUEST.id()));
    assertEquals(Optional.of(Role.OWNER), role(ADA));
    assertEquals(Outcome.DONE, administration.remove(ADA.id(), BOB.id()));
    assertEquals(Optional.of(Role.OWNER), role(BOB));
    assertEquals(Optional.empty(), role(ADA));
    assertEquals(Optional.empty(), store().accounts().find(ADA.id()));
    assertEquals(Outcome.MISSING, administration.remove(ADA.id(), BOB.id()));
  }

  @Test
  void trailIsReadNewestFirstAndFiltered() {
    var audit = store().audit();
    List<AuditEvent> events =
        List.of(
            event(1, Action.SIGNED_IN, Optional.of(ADA.id()), "a"),
            event(2, Action.GRANTED, Optional.of(BOB.id()), "b"),
            event(3, Action.SIGNED_IN, Optional.empty(), "a"));
    events.forEach(audit::add);
    List<Numbered> all = audit.read(Filter.ALL, Optional.empty(), 9);
    assertEquals(events.reversed(), all.stream().map(Numbered::event).toList());
    assertEquals(
        all.subList(1, 2), audit.read(Filter.ALL, Optional.of(all.getFirst().number()), 1));
    for (Filter filter : filters()) {
      List<AuditEvent> expected = events.reversed().stream().filter(filter::passes).toList();
      assertEquals(
          expected,
          audit.read(filter, Optional.empty(), 9).stream().map(Numbered::event).toList(),
          filter::toString);
      assertTrue(!expected.isEmpty() && expected.size() < events.size(), filter::toString);
    }
  }

  private static List<Filter> filters() {
    Optional<Instant> two = Optional.of(NOW.plusSeconds(2));
    return List.of(
        filter(Optional.of(Action.SIGNED_IN), Optional.empty(), Optional.empty()),
        filter(Optional.empty(), Optional.of(BOB.id()), Optional.empty()),
        filter(Optional.empty(), Optional.empty(), Optional.of("a")),
        new Filter(Optional.empty(), Optional.empty(), Optional.empty(), two, Optional.empty()),
        new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), two));
  }

  private static Filter filter(
      Optional<Action> action, Optional<AccountId> actor, Optional<String> subject) {
    return new Filter(action, actor, subject, Optional.empty(), Optional.empty());
  }

  private static AuditEvent event(
      long second, Action action, Optional<AccountId> actor, String subject) {
    return new AuditEvent(NOW.plusSeconds(second), action, actor, "127.0.0.1", subject, "in words");
  }

  /** People, groups, links and their ends, at random, against a model that is a list of facts. */
  @Test
  void randomSharingAgreesWithTheModel() {
    long seed = Long.getLong("scriptorium.seed", System.nanoTime());
    new RandomSharing(seed, store()).run(300);
  }
}
