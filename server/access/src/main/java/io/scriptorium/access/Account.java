package io.scriptorium.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody whom the server knows.
 *
 * @param name what they sign in with; empty for a guest, who cannot
 * @param profile what others are shown
 */
public record Account(
    AccountId id, Kind kind, Optional<SignInName> name, Profile profile, Instant created) {
  public Account {
    if (name.isPresent() == (kind == Kind.GUEST)) {
      throw new IllegalArgumentException(
          "all but guests have a name to sign in with; got " + kind + " with name " + name);
    }
  }

  /** What an account is. */
  public enum Kind {
    /** Was let in by a link, under a name that they chose. */
    GUEST,
    /** Signs in. */
    MEMBER,
    /** Signs in, and administers the server. */
    ADMINISTRATOR
  }

  /** Whether this is somebody who signs in, no guest. */
  public boolean isMember() {
    return kind != Kind.GUEST;
  }

  /** The same account with another profile. */
  public Account with(Profile changed) {
    return new Account(id, kind, name, changed, created);
  }
}
