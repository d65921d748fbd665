package io.scriptorium.access;

import io.scriptorium.access.Secret.Purpose;
import io.scriptorium.access.Secret.Scope;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Issues sessions, tokens and links to set a password, and says for whom one stands. Usable from
 * any thread; blocks for the disk.
 */
public final class Issuer {
  /** How long somebody stays signed in. */
  public static final Duration SESSION = Duration.ofDays(30);

  /** How long a link to set a password can be used. */
  public static final Duration RESET = Duration.ofDays(3);

  private static final int ID_BYTES = 9;

  private final AccessStore store;
  private final InstantSource clock;
  private final SecureRandom random;

  /** Keeps what it issues in this store. */
  public Issuer(AccessStore store, InstantSource clock, SecureRandom random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  /** A secret that was just made: the only time that its text is there. */
  public record Issued(Secret secret, SecretText text) {}

  /** An account, and the secret that stands for it. */
  public record Identity(Account account, Secret secret) {}

  /** Begins a session, in a browser that is called so. */
  public Issued session(AccountId account, String browser) {
    return issue(
        account, Purpose.SESSION, Scope.ACCOUNT, browser, SESSION, SecretText.session(random));
  }

  /** Makes a token. */
  public Issued token(AccountId account, Scope scope, String name, Duration lasting) {
    return issue(account, Purpose.TOKEN, scope, name, lasting, SecretText.token(random));
  }

  /** Makes what sets a password; one that was made before serves no more. */
  public Issued reset(AccountId account) {
    store.secrets().removeAll(account, Purpose.RESET);
    return issue(account, Purpose.RESET, Scope.ACCOUNT, "", RESET, SecretText.reset(random));
  }

  /** What is in a link for sharing. */
  public SecretText linkText() {
    return SecretText.link(random);
  }

  private Issued issue(
      AccountId account,
      Purpose purpose,
      Scope scope,
      String label,
      Duration lasting,
      SecretText text) {
    Instant now = clock.instant();
    var secret =
        new Secret(new SecretId(freshId()), purpose, account, label, scope, now, now.plus(lasting));
    store.secrets().add(secret, text.hash());
    return new Issued(secret, text);
  }

  /** For whom a session's or token's text stands; empty if for nobody, or no more. */
  public Optional<Identity> identify(SecretText text) {
    return store
        .secrets()
        .find(text.hash(), clock.instant())
        .filter(secret -> secret.purpose() != Purpose.RESET)
        .flatMap(secret ->
            store.accounts().find(secret.account()).map(owner -> new Identity(owner, secret)));
  }

  /** 72 random bits, as an id is spelled. */
  public String freshId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
