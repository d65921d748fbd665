package io.scriptorium.web.rest;

import io.scriptorium.access.Account;
import io.scriptorium.access.SignInName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An account as the API shows it.
 *
 * @param name what its person signs in with; empty for guests
 */
@Schema(name = "Account", description = "Somebody whom the server knows.")
public record AccountView(
    @Schema(description = "As it stands with what they write.", required = true) String id,
    @Schema(
            enumeration = {"guest", "member", "administrator"},
            required = true)
        String kind,
    @Schema(
            description = "What they sign in with; guests have none.",
            implementation = String.class)
        Optional<String> name,
    @Schema(required = true, examples = "Ada Lovelace") String displayName,
    @Schema(required = true, examples = "#3366cc") String color) {
  static AccountView of(Account account) {
    return new AccountView(
        account.id().value(),
        account.kind().name().toLowerCase(Locale.ROOT),
        account.name().map(SignInName::value),
        account.profile().displayName(),
        account.profile().color());
  }

  /** Some accounts. */
  @Schema(name = "Accounts")
  public record Some(@Schema(required = true) List<AccountView> accounts) {
    public Some {
      accounts = List.copyOf(accounts);
    }

    static Some of(List<Account> accounts) {
      return new Some(accounts.stream().map(AccountView::of).toList());
    }
  }
}
