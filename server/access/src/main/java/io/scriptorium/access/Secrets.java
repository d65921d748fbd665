package io.scriptorium.access;

import io.scriptorium.access.Secret.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions, tokens and the like, by hash. See {@link AccessStore} for threads and errors. */
public interface Secrets {
  /** Adds one, and forgets those that have expired when it was made. */
  void add(Secret secret, String hash);

  /** The one of this hash, if it lives at this time. */
  Optional<Secret> find(String hash, Instant now);

  /** Gives it and removes it in one step, so that it serves once. */
  Optional<Secret> take(String hash, Instant now);

  /** An account's of one purpose that live, the newest first. */
  List<Secret> of(AccountId account, Purpose purpose, Instant now);

  /** Revokes one of an account's; false if it has no such. */
  boolean remove(AccountId account, SecretId id);

  /** Revokes all of an account's of one purpose. */
  void removeAll(AccountId account, Purpose purpose);
}
