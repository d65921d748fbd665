package io.scriptorium.access;

import io.scriptorium.plugin.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One way on which a document reaches somebody, and the role that it brings. */
public sealed interface Reach {
  /** What it lets them do. */
  Role role();

  /** It was given to them, or is theirs. */
  record Own(Role role) implements Reach {}

  /** It was given to a group that they are in. */
  record ByGroup(GroupId group, Role role) implements Reach {}

  /** It was given to everyone who signed in, as they did. */
  record SignedIn(Role role) implements Reach {}

  /** They came by a link that still lives. */
  record ByLink(LinkId link, Role role) implements Reach {}

  /**
   * The law of roles: of all ways, the highest role counts; where there is no way, there is no
   * document.
   */
  static Optional<Role> role(List<Reach> ways) {
    return ways.stream().map(Reach::role).max(Comparator.naturalOrder());
  }
}
