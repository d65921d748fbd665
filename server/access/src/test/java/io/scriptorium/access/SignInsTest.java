package io.scriptorium.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.access.Secret.Scope;
import io.scriptorium.access.SignIns.Outcome;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInsTest {
  private static final String PASSWORD = "correct horse battery";
  private static final Passwords PASSWORDS = new Passwords(new SecureRandom(), 1);

  private final MemoryAccessStore store = new MemoryAccessStore();
  private Instant now = Instant.ofEpochSecond(1_000_000);
  private final SignIns signIns = new SignIns(store.accounts(), PASSWORDS, () -> now);
  private final Issuer issuer = new Issuer(store, () -> now, new SecureRandom());
  private final Account ada = AccessStoreContract.member("ada");

  private void adaHasAPassword() {
    store.accounts().add(ada, Optional.of(PASSWORDS.hash(PASSWORD)));
  }

  @Test
  void passwordIsKnownByItsHashHoweverItIsComposed() {
    String kept = PASSWORDS.hash("p\u00e4sswort lang");
    assertTrue(kept.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), kept);
    assertNotEquals(kept, PASSWORDS.hash("p\u00e4sswort lang"));
    assertTrue(PASSWORDS.matches("pa\u0308sswort lang", kept));
    assertFalse(PASSWORDS.matches("passwort lang", kept));
  }

  /** One of the reference implementation's own test vectors. */
  @Test
  void hashOfTheReferenceImplementationIsKnown() {
    assertTrue(
        PASSWORDS.matches(
            "password",
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
  }

  @Test
  void passwordHasALeastAndAMostLength() {
    assertThrows(IllegalArgumentException.class, () -> Passwords.checked("123456789"));
    assertThrows(IllegalArgumentException.class, () -> Passwords.checked("x".repeat(201)));
    assertEquals("1234567890", Passwords.checked("1234567890"));
  }

  @Test
  void nameAndPasswordGoTogether() {
    adaHasAPassword();
    assertEquals(new Outcome.Right(ada), signIns.attempt(" ADA ", PASSWORD, "a"));
    assertEquals(new Outcome.Wrong(), signIns.attempt("ada", "another password", "a"));
    assertEquals(new Outcome.Wrong(), signIns.attempt("nobody", PASSWORD, "a"));
    assertEquals(new Outcome.Wrong(), signIns.attempt("nobody", "nobody has this password", "a"));
    assertEquals(new Outcome.Wrong(), signIns.attempt("ada", "x".repeat(100_000), "a"));
  }

  @Test
  void accountWithoutAPasswordLetsNobodyIn() {
    store.accounts().add(ada, Optional.empty());
    assertEquals(new Outcome.Wrong(), signIns.attempt("ada", "nobody has this password", "a"));
  }

  @Test
  void whoGuessesWaitsLongerAndLongerAndIsNeverLockedOut() {
    adaHasAPassword();
    for (int i = 0; i < 5; i++) {
      assertEquals(new Outcome.Wrong(), signIns.attempt("ada", "wrong wrong wrong", "a" + i));
    }
    var wait = assertInstanceOf(Outcome.Wait.class, signIns.attempt("ada", PASSWORD, "other"));
    assertEquals(Duration.ofSeconds(1), wait.left());
    now = now.plus(wait.left());
    assertEquals(new Outcome.Right(ada), signIns.attempt("ada", PASSWORD, "other"));
    assertEquals(new Outcome.Right(ada), signIns.attempt("ada", PASSWORD, "other"));
  }

  @Test
  void waitDoublesUpToItsBoundAndIsForgotten() {
    var throttle = new Throttle(2, Duration.ofSeconds(5), () -> now);
    assertEquals(Optional.empty(), throttle.attempt("k"));
    for (int seconds : new int[] {1, 2, 4, 5, 5}) {
      assertEquals(Optional.empty(), throttle.attempt("k"));
      assertEquals(Optional.of(Duration.ofSeconds(seconds)), throttle.attempt("k"));
      assertEquals(Optional.empty(), throttle.attempt("another"));
      throttle.succeeded("another");
      now = now.plusSeconds(seconds);
    }
    now = now.plus(Duration.ofHours(2));
    assertEquals(Optional.empty(), throttle.attempt("k"));
    assertEquals(Optional.empty(), throttle.attempt("k"));
  }

  @Test
  void sessionStandsForItsAccountUntilItEnds() {
    adaHasAPassword();
    Issuer.Issued session = issuer.session(ada.id(), "browser");
    assertEquals(
        Optional.of(new Issuer.Identity(ada, session.secret())), issuer.identify(session.text()));
    assertEquals(Optional.empty(), issuer.identify(new SecretText("scs_guessed")));
    now = now.plus(Issuer.SESSION);
    assertEquals(Optional.empty(), issuer.identify(session.text()));
  }

  @Test
  void linkToSetAPasswordStandsForNobodyAndTheNewestServes() {
    adaHasAPassword();
    Issuer.Issued first = issuer.reset(ada.id());
    Issuer.Issued second = issuer.reset(ada.id());
    assertEquals(Optional.empty(), issuer.identify(second.text()));
    assertEquals(Optional.empty(), store.secrets().take(first.text().hash(), now));
    assertEquals(Optional.of(second.secret()), store.secrets().take(second.text().hash(), now));
  }

  @Test
  void tokenHasItsScopeAndItsEnd() {
    adaHasAPassword();
    Issuer.Issued token = issuer.token(ada.id(), Scope.READ, "script", Duration.ofDays(1));
    assertEquals(Scope.READ, issuer.identify(token.text()).orElseThrow().secret().scope());
    assertTrue(token.text().value().matches("sct_[A-Za-z0-9_-]{43}"), "a token's form");
    now = now.plus(Duration.ofDays(1));
    assertEquals(Optional.empty(), issuer.identify(token.text()));
  }
}
