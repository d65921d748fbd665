package io.scriptorium.web.rest;

import io.scriptorium.plugin.Role;
import java.util.Locale;
import java.util.stream.Stream;

/** Roles as the API spells them. */
final class RoleWord {
  private RoleWord() {}

  static String of(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A role that can be given.
   *
   * @throws ProblemException if it is none: 400
   */
  static Role given(String word) {
    return Stream.of(Role.VIEWER, Role.COMMENTER, Role.EDITOR)
        .filter(role -> of(role).equals(word))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.badRequest(
                "bad_role", "a role that is given is viewer, commenter or editor"));
  }
}
