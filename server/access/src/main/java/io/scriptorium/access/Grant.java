package io.scriptorium.access;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;

/** A role in a document, given to somebody; a grantee has one at most. An owner is a person. */
public record Grant(DocumentId document, Grantee grantee, Role role) {
  public Grant {
    if (role == Role.OWNER && !(grantee instanceof Grantee.Person)) {
      throw new IllegalArgumentException("an owner is a person, got " + grantee);
    }
  }
}
