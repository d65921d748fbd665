package io.scriptorium.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Says whether a name and a password go together. Takes as long where there is no such name, and
 * slows down who guesses, by name and by address. Usable from any thread; blocks for the disk and
 * for the password's hash.
 */
public final class SignIns {
  /** A few slips are free. The wait stays short: whose name it is must get in, too. */
  private static final int FREE_PER_NAME = 5;

  private static final Duration MOST_WAIT_PER_NAME = Duration.ofSeconds(30);

  /** Many people may share an address. */
  private static final int FREE_PER_ADDRESS = 30;

  private static final Duration MOST_WAIT_PER_ADDRESS = Duration.ofMinutes(10);

  private final Accounts accounts;
  private final Passwords passwords;
  private final Throttle names;
  private final Throttle addresses;

  /** For these accounts. */
  public SignIns(Accounts accounts, Passwords passwords, InstantSource clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.names = new Throttle(FREE_PER_NAME, MOST_WAIT_PER_NAME, clock);
    this.addresses = new Throttle(FREE_PER_ADDRESS, MOST_WAIT_PER_ADDRESS, clock);
  }

  /** What came of an attempt. */
  public sealed interface Outcome {
    /** It is they. */
    record Right(Account account) implements Outcome {}

    /** There is no such account, or it has another password: nobody is told which. */
    record Wrong() implements Outcome {}

    /** Nothing was looked at: try again after so long. */
    record Wait(Duration left) implements Outcome {}
  }

  /**
   * An attempt to sign in.
   *
   * @param address where it comes from
   * @throws Passwords.BusyException if too many try at once
   */
  public Outcome attempt(String name, String password, String address) {
    Optional<SignInName> known = SignInName.parse(name);
    String key = known.map(SignInName::value).orElse("");
    Optional<Duration> wait = addresses.attempt(address).or(() -> names.attempt(key));
    if (wait.isPresent()) {
      return new Outcome.Wait(wait.get());
    }
    Optional<Account> account = known.flatMap(accounts::named);
    Optional<String> kept = account.map(Account::id).flatMap(accounts::passwordHash);
    boolean right =
        password.length() <= Passwords.MOST_CHARS
            && passwords.matches(password, kept.orElse(passwords.nobodys()));
    if (!right || kept.isEmpty()) {
      return new Outcome.Wrong();
    }
    names.succeeded(key);
    addresses.forgive(address);
    return new Outcome.Right(account.orElseThrow());
  }
}
