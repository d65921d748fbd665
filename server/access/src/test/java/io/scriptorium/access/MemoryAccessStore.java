package io.scriptorium.access;

import io.scriptorium.access.Secret.Purpose;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accounts and rights in memory: for tests. */
public final class MemoryAccessStore implements AccessStore {
  private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
  private final Map<AccountId, String> passwords = new HashMap<>();
  private final Map<String, Secret> secrets = new LinkedHashMap<>();
  private final Map<DocumentId, Map<Grantee, Grant>> grants = new HashMap<>();
  private final Map<String, ShareLink> links = new LinkedHashMap<>();
  private final Map<LinkId, Set<AccountId>> entered = new HashMap<>();
  private final Map<GroupId, Group> groups = new HashMap<>();
  private final Map<String, String> notes = new HashMap<>();
  private final List<AuditTrail.Numbered> events = new ArrayList<>();

  /** An empty one. */
  public MemoryAccessStore() {}

  @Override
  public Accounts accounts() {
    return new MemoryAccounts();
  }

  @Override
  public Secrets secrets() {
    return new MemorySecrets();
  }

  @Override
  public Grants grants() {
    return new MemoryGrants();
  }

  @Override
  public ShareLinks links() {
    return new MemoryLinks();
  }

  @Override
  public Groups groups() {
    return new MemoryGroups();
  }

  @Override
  public AuditTrail audit() {
    return new MemoryTrail();
  }

  @Override
  public synchronized <T> T together(Supplier<T> work) {
    List<Runnable> back = new ArrayList<>();
    for (Map<?, ?> map : List.of(accounts, passwords, secrets, links, groups, notes)) {
      back.add(restoring(map));
    }
    grants.values().forEach(given -> back.add(restoring(given)));
    back.add(restoring(grants));
    Map<LinkId, Set<AccountId>> came = new HashMap<>();
    entered.forEach((link, who) -> came.put(link, new HashSet<>(who)));
    int noted = events.size();
    try {
      return work.get();
    } catch (RuntimeException | Error failure) {
      back.forEach(Runnable::run);
      entered.clear();
      entered.putAll(came);
      events.subList(noted, events.size()).clear();
      throw failure;
    }
  }

  private static <K, V> Runnable restoring(Map<K, V> map) {
    Map<K, V> copy = new LinkedHashMap<>(map);
    return () -> {
      map.clear();
      map.putAll(copy);
    };
  }

  @Override
  public Notes notes() {
    return new MemoryNotes();
  }

  private final class MemoryNotes implements Notes {
    @Override
    public Optional<String> read(String name) {
      synchronized (MemoryAccessStore.this) {
        return Optional.ofNullable(notes.get(name));
      }
    }

    @Override
    public void write(String name, String value) {
      synchronized (MemoryAccessStore.this) {
        notes.put(name, value);
      }
    }
  }

  private boolean isMember(AccountId id) {
    Account account = accounts.get(id);
    return account != null && account.isMember();
  }

  private final class MemoryAccounts implements Accounts {
    @Override
    public boolean add(Account account, Optional<String> passwordHash) {
      synchronized (MemoryAccessStore.this) {
        if (account.name().flatMap(this::named).isPresent()) {
          return false;
        }
        accounts.put(account.id(), account);
        passwordHash.ifPresent(hash -> passwords.put(account.id(), hash));
        return true;
      }
    }

    @Override
    public boolean addFirst(Account account, String passwordHash) {
      synchronized (MemoryAccessStore.this) {
        return !anyMember() && add(account, Optional.of(passwordHash));
      }
    }

    @Override
    public boolean anyMember() {
      synchronized (MemoryAccessStore.this) {
        return accounts.values().stream().anyMatch(Account::isMember);
      }
    }

    @Override
    public List<Account> administrators() {
      synchronized (MemoryAccessStore.this) {
        return accounts.values().stream()
            .filter(account -> account.kind() == Account.Kind.ADMINISTRATOR)
            .sorted(Comparator.comparing(Account::created))
            .toList();
      }
    }

    @Override
    public Optional<Account> find(AccountId id) {
      synchronized (MemoryAccessStore.this) {
        return Optional.ofNullable(accounts.get(id));
      }
    }

    @Override
    public Optional<Account> named(SignInName name) {
      synchronized (MemoryAccessStore.this) {
        return accounts.values().stream()
            .filter(account -> account.name().equals(Optional.of(name)))
            .findFirst();
      }
    }

    @Override
    public List<Account> matching(String beginning, int limit) {
      String wanted = beginning.toLowerCase(Locale.ROOT);
      synchronized (MemoryAccessStore.this) {
        return accounts.values().stream()
            .filter(Account::isMember)
            .filter(account ->
                account.name().orElseThrow().value().startsWith(wanted)
                    || account.profile().displayName().toLowerCase(Locale.ROOT).startsWith(wanted))
            .sorted(Comparator.comparing(account -> account.name().orElseThrow().value()))
            .limit(limit)
            .toList();
      }
    }

    @Override
    public Optional<String> passwordHash(AccountId id) {
      synchronized (MemoryAccessStore.this) {
        return Optional.ofNullable(passwords.get(id));
      }
    }

    @Override
    public void setPasswordHash(AccountId id, String passwordHash) {
      synchronized (MemoryAccessStore.this) {
        if (accounts.containsKey(id)) {
          passwords.put(id, passwordHash);
        }
      }
    }

    @Override
    public void removePasswordHash(AccountId id) {
      synchronized (MemoryAccessStore.this) {
        passwords.remove(id);
      }
    }

    @Override
    public boolean setAdministrator(AccountId id, boolean administrator) {
      synchronized (MemoryAccessStore.this) {
        Account old = accounts.get(id);
        if (old == null || !old.isMember()) {
          return false;
        }
        var kind = administrator ? Account.Kind.ADMINISTRATOR : Account.Kind.MEMBER;
        accounts.put(id, new Account(id, kind, old.name(), old.profile(), old.created()));
        return true;
      }
    }

    @Override
    public boolean setProfile(AccountId id, Profile profile) {
      synchronized (MemoryAccessStore.this) {
        return accounts.computeIfPresent(id, (same, account) -> account.with(profile)) != null;
      }
    }

    @Override
    public boolean remove(AccountId id) {
      synchronized (MemoryAccessStore.this) {
        passwords.remove(id);
        secrets.values().removeIf(secret -> secret.account().equals(id));
        grants.values().forEach(given -> given.remove(new Grantee.Person(id)));
        entered.values().forEach(people -> people.remove(id));
        groups.replaceAll((same, group) -> without(group, id));
        return accounts.remove(id) != null;
      }
    }

    private Group without(Group group, AccountId id) {
      var members = new HashSet<>(group.members());
      members.remove(id);
      return new Group(group.id(), group.name(), members);
    }
  }

  private final class MemorySecrets implements Secrets {
    @Override
    public void add(Secret secret, String hash) {
      synchronized (MemoryAccessStore.this) {
        secrets.values().removeIf(old -> !secret.created().isBefore(old.expires()));
        secrets.put(hash, secret);
      }
    }

    @Override
    public Optional<Secret> find(String hash, Instant now) {
      synchronized (MemoryAccessStore.this) {
        return Optional.ofNullable(secrets.get(hash)).filter(it -> now.isBefore(it.expires()));
      }
    }

    @Override
    public Optional<Secret> take(String hash, Instant now) {
      synchronized (MemoryAccessStore.this) {
        Optional<Secret> found = find(hash, now);
        secrets.remove(hash);
        return found;
      }
    }

    @Override
    public List<Secret> of(AccountId account, Purpose purpose, Instant now) {
      synchronized (MemoryAccessStore.this) {
        return secrets.values().stream()
            .filter(secret -> secret.account().equals(account) && secret.purpose() == purpose)
            .filter(secret -> now.isBefore(secret.expires()))
            .toList()
            .reversed();
      }
    }

    @Override
    public boolean remove(AccountId account, SecretId id) {
      synchronized (MemoryAccessStore.this) {
        return secrets.values().removeIf(it -> it.account().equals(account) && it.id().equals(id));
      }
    }

    @Override
    public void removeAll(AccountId account, Purpose purpose) {
      synchronized (MemoryAccessStore.this) {
        secrets.values().removeIf(it -> it.account().equals(account) && it.purpose() == purpose);
      }
    }
  }

  private final class MemoryGrants implements Grants {
    private Map<Grantee, Grant> given(DocumentId document) {
      return grants.computeIfAbsent(document, none -> new LinkedHashMap<>());
    }

    private boolean isOwner(DocumentId document, Grantee grantee) {
      Grant grant = given(document).get(grantee);
      return grant != null && grant.role() == Role.OWNER;
    }

    @Override
    public List<Reach> reaches(AccountId account, DocumentId document, Instant now) {
      synchronized (MemoryAccessStore.this) {
        List<Reach> ways = new ArrayList<>();
        given(document).values().forEach(grant -> way(account, grant).ifPresent(ways::add));
        links.values().stream()
            .filter(link -> link.document().equals(document) && link.livesAt(now))
            .filter(link -> entered.getOrDefault(link.id(), Set.of()).contains(account))
            .forEach(link -> ways.add(new Reach.ByLink(link.id(), link.role())));
        return ways;
      }
    }

    @Override
    public Set<DocumentId> reaching(AccountId account, Instant now) {
      synchronized (MemoryAccessStore.this) {
        return Stream.concat(
                grants.keySet().stream(), links.values().stream().map(ShareLink::document))
            .filter(document -> !reaches(account, document, now).isEmpty())
            .collect(Collectors.toSet());
      }
    }

    private Optional<Reach> way(AccountId account, Grant grant) {
      Role role = grant.role();
      return switch (grant.grantee()) {
        case Grantee.Person(var person) when person.equals(account) ->
            Optional.of(new Reach.Own(role));
        case Grantee.Person other -> Optional.empty();
        case Grantee.InGroup(var id) ->
            Optional.ofNullable(groups.get(id))
                .filter(group -> group.members().contains(account))
                .map(group -> new Reach.ByGroup(id, role));
        case Grantee.Everyone() ->
            isMember(account) ? Optional.of(new Reach.SignedIn(role)) : Optional.empty();
      };
    }

    @Override
    public List<Grant> of(DocumentId document) {
      synchronized (MemoryAccessStore.this) {
        return given(document).values().stream()
            .sorted(Comparator.comparing((Grant grant) -> grant.role() != Role.OWNER))
            .toList();
      }
    }

    @Override
    public void own(Collection<DocumentId> documents, AccountId owner) {
      synchronized (MemoryAccessStore.this) {
        documents.forEach(document -> own(document, owner));
      }
    }

    private void own(DocumentId document, AccountId owner) {
      if (given(document).values().stream().noneMatch(it -> it.role() == Role.OWNER)) {
        var person = new Grantee.Person(owner);
        given(document).put(person, new Grant(document, person, Role.OWNER));
      }
    }

    @Override
    public boolean give(Grant grant) {
      if (grant.role() == Role.OWNER) {
        throw new IllegalArgumentException("a document's owner changes by transfer alone");
      }
      synchronized (MemoryAccessStore.this) {
        boolean there =
            switch (grant.grantee()) {
              case Grantee.Person(var person) -> isMember(person);
              case Grantee.InGroup(var group) -> groups.containsKey(group);
              case Grantee.Everyone() -> true;
            };
        if (!there || isOwner(grant.document(), grant.grantee())) {
          return false;
        }
        given(grant.document()).put(grant.grantee(), grant);
        return true;
      }
    }

    @Override
    public boolean revoke(DocumentId document, Grantee grantee) {
      synchronized (MemoryAccessStore.this) {
        return !isOwner(document, grantee) && given(document).remove(grantee) != null;
      }
    }

    @Override
    public boolean transfer(DocumentId document, AccountId from, AccountId to) {
      synchronized (MemoryAccessStore.this) {
        var old = new Grantee.Person(from);
        var next = new Grantee.Person(to);
        if (!isOwner(document, old) || !isMember(to)) {
          return false;
        }
        given(document).put(old, new Grant(document, old, Role.EDITOR));
        given(document).put(next, new Grant(document, next, Role.OWNER));
        return true;
      }
    }

    @Override
    public List<DocumentId> ownedBy(AccountId account) {
      synchronized (MemoryAccessStore.this) {
        return grants.keySet().stream()
            .filter(document -> isOwner(document, new Grantee.Person(account)))
            .toList();
      }
    }
  }

  private final class MemoryLinks implements ShareLinks {
    @Override
    public void add(ShareLink link, String hash) {
      synchronized (MemoryAccessStore.this) {
        links.put(hash, link);
      }
    }

    @Override
    public Optional<ShareLink> find(String hash, Instant now) {
      synchronized (MemoryAccessStore.this) {
        return Optional.ofNullable(links.get(hash)).filter(link -> link.livesAt(now));
      }
    }

    @Override
    public void enter(LinkId link, AccountId account) {
      synchronized (MemoryAccessStore.this) {
        if (accounts.containsKey(account)
            && links.values().stream().anyMatch(known -> known.id().equals(link))) {
          entered.computeIfAbsent(link, none -> new HashSet<>()).add(account);
        }
      }
    }

    @Override
    public List<ShareLink> of(DocumentId document) {
      synchronized (MemoryAccessStore.this) {
        return links.values().stream()
            .filter(link -> link.document().equals(document))
            .toList()
            .reversed();
      }
    }

    @Override
    public Set<AccountId> enteredBy(LinkId link) {
      synchronized (MemoryAccessStore.this) {
        return Set.copyOf(entered.getOrDefault(link, Set.of()));
      }
    }

    @Override
    public boolean remove(DocumentId document, LinkId link) {
      synchronized (MemoryAccessStore.this) {
        boolean known =
            links.values().removeIf(it -> it.document().equals(document) && it.id().equals(link));
        if (known) {
          entered.remove(link);
        }
        return known;
      }
    }

    @Override
    public Set<DocumentId> endedWithin(Instant after, Instant through) {
      synchronized (MemoryAccessStore.this) {
        return links.values().stream()
            .filter(link ->
                link.expires()
                    .filter(end -> end.isAfter(after) && !end.isAfter(through))
                    .isPresent())
            .map(ShareLink::document)
            .collect(Collectors.toSet());
      }
    }
  }

  private final class MemoryGroups implements Groups {
    @Override
    public void put(Group group) {
      synchronized (MemoryAccessStore.this) {
        var members =
            group.members().stream()
                .filter(MemoryAccessStore.this::isMember)
                .collect(Collectors.toSet());
        groups.put(group.id(), new Group(group.id(), group.name(), members));
      }
    }

    @Override
    public List<Group> all() {
      synchronized (MemoryAccessStore.this) {
        return groups.values().stream().sorted(Comparator.comparing(Group::name)).toList();
      }
    }

    @Override
    public boolean remove(GroupId group) {
      synchronized (MemoryAccessStore.this) {
        grants.values().forEach(given -> given.remove(new Grantee.InGroup(group)));
        return groups.remove(group) != null;
      }
    }
  }

  private final class MemoryTrail implements AuditTrail {
    @Override
    public void add(AuditEvent event) {
      synchronized (MemoryAccessStore.this) {
        events.add(new Numbered(events.size() + 1L, event));
      }
    }

    @Override
    public List<Numbered> read(Filter filter, Optional<Long> before, int limit) {
      synchronized (MemoryAccessStore.this) {
        return events.reversed().stream()
            .filter(numbered -> before.filter(bound -> numbered.number() >= bound).isEmpty())
            .filter(numbered -> filter.passes(numbered.event()))
            .limit(limit)
            .toList();
      }
    }
  }
}
