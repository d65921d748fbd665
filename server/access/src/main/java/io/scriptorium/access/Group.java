package io.scriptorium.access;

import java.util.Set;

/**
 * Accounts to whom a document can be given at once.
 *
 * @param name as {@link Profile#displayName}
 */
public record Group(GroupId id, String name, Set<AccountId> members) {
  public Group {
    name = new Profile(name, "#000000").displayName();
    members = Set.copyOf(members);
  }
}
