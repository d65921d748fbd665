package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.Issuer;
import io.scriptorium.access.Passwords;
import io.scriptorium.access.Profile;
import io.scriptorium.access.SignInName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes accounts out of what people ask for, and checks it. */
@Singleton
class NewAccounts {
  /** Hues that can be read on white and told apart; whoever wants another takes it. */
  private static final List<String> COLORS =
      List.of("#b3261e", "#8a5a00", "#3d6b00", "#006b5f", "#00639b", "#4a4ec9", "#8e3b9f");

  private final AccessStore store;
  private final Issuer issuer;
  private final Passwords passwords;

  @Inject
  NewAccounts(AccessStore store, Issuer issuer, Passwords passwords) {
    this.store = store;
    this.issuer = issuer;
    this.passwords = passwords;
  }

  /**
   * An account that is not kept yet.
   *
   * @throws ProblemException if a name cannot be one: 400
   */
  Account draft(Account.Kind kind, Optional<String> name, Optional<String> displayName) {
    String id = issuer.freshId();
    Optional<SignInName> signIn = name.map(NewAccounts::name);
    String shown = displayName.or(() -> signIn.map(SignInName::value)).orElse("");
    return new Account(
        new AccountId(id),
        kind,
        signIn,
        profile(shown, COLORS.get(Math.floorMod(id.hashCode(), COLORS.size()))),
        InstantSource.system().instant());
  }

  private static SignInName name(String text) {
    return SignInName.parse(text)
        .orElseThrow(() ->
            ProblemException.badRequest(
                "bad_name",
                "a name to sign in with has 2 to 100 of a-z 0-9 . _ @ + -, and begins with a letter"
                    + " or digit"));
  }

  static Profile profile(String displayName, String color) {
    try {
      return new Profile(displayName, color);
    } catch (IllegalArgumentException refused) {
      throw ProblemException.badRequest("bad_profile", String.valueOf(refused.getMessage()));
    }
  }

  /**
   * What is kept of a password.
   *
   * @throws ProblemException if it is too short or long: 400; or if too many want that: 503
   */
  String hash(String password) {
    try {
      return passwords.hash(Passwords.checked(password));
    } catch (IllegalArgumentException refused) {
      throw ProblemException.badRequest("bad_password", String.valueOf(refused.getMessage()));
    } catch (Passwords.BusyException busy) {
      throw ProblemException.busy(String.valueOf(busy.getMessage()));
    }
  }

  /**
   * Whether this is the account's password.
   *
   * @throws ProblemException if too many want to know: 503
   */
  boolean matches(Account account, String password) {
    try {
      return password.length() <= Passwords.MOST_CHARS
          && store
              .accounts()
              .passwordHash(account.id())
              .filter(kept -> passwords.matches(password, kept))
              .isPresent();
    } catch (Passwords.BusyException busy) {
      throw ProblemException.busy(String.valueOf(busy.getMessage()));
    }
  }

  static ProblemException nameTaken() {
    return ProblemException.conflict("name_taken", "somebody signs in with this name already");
  }
}
