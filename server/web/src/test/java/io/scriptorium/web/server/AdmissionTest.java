package io.scriptorium.web.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.Profile;
import io.scriptorium.access.SignInName;
import io.scriptorium.store.SqliteStore;
import io.scriptorium.web.server.Admission.Choice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTest {
  private static final Account ROOT =
      new Account(
          new AccountId("root"),
          Account.Kind.ADMINISTRATOR,
          Optional.of(new SignInName("root")),
          new Profile("Root", "#000000"),
          Instant.EPOCH);

  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder, InstantSource.fixed(Instant.EPOCH));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Admission start(String... settings) throws IOException {
    Map<String, String> changed =
        settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
    return new Admission(Settings.read(SettingsTest.config(changed)), store.access());
  }

  private void makeFirstAccount() {
    assertTrue(store.access().accounts().addFirst(ROOT, "hash"));
  }

  private static void assertIs(AccessMode mode, Choice choice, Admission admission) {
    assertAll(
        () -> assertEquals(mode, admission.mode()),
        () -> assertEquals(choice, admission.choice()),
        () -> assertEquals(mode == AccessMode.ACCOUNTS, admission.hasAccounts()));
  }

  @Test
  void serverThatNobodyHasSetUpServesItsMachineAndAsks() throws IOException {
    assertIs(AccessMode.LOCAL, Choice.UNDECIDED, start());
  }

  @Test
  void choiceOfThisMachineAloneIsKept() throws IOException {
    Admission admission = start();
    assertTrue(admission.chooseLocal());
    assertIs(AccessMode.LOCAL, Choice.CHOSEN, admission);
    close();
    open();
    assertIs(AccessMode.LOCAL, Choice.CHOSEN, start());
  }

  @Test
  void firstAccountIsTheChoiceOfAccountsAtOnceAndForGood() throws IOException {
    Admission admission = start();
    assertTrue(admission.takesAccounts());
    makeFirstAccount();
    admission.firstAccountMade();
    assertIs(AccessMode.ACCOUNTS, Choice.CHOSEN, admission);
    assertFalse(admission.chooseLocal());
    close();
    open();
    assertIs(AccessMode.ACCOUNTS, Choice.CHOSEN, start());
    assertIs(AccessMode.ACCOUNTS, Choice.CHOSEN, start("scriptorium.https.host", "*"));
  }

  @Test
  void whoChoseThisMachineAloneMayStillChooseAccounts() throws IOException {
    start().chooseLocal();
    Admission admission = start();
    assertTrue(admission.takesAccounts());
    makeFirstAccount();
    admission.firstAccountMade();
    assertIs(AccessMode.ACCOUNTS, Choice.CHOSEN, admission);
    assertIs(AccessMode.ACCOUNTS, Choice.CHOSEN, start());
  }

  @Test
  void configurationWins() throws IOException {
    makeFirstAccount();
    for (AccessMode mode : AccessMode.values()) {
      Admission admission = start("scriptorium.access", mode.name().toLowerCase(Locale.ROOT));
      assertIs(mode, Choice.CONFIGURATION, admission);
      assertFalse(admission.chooseLocal());
      assertEquals(mode == AccessMode.ACCOUNTS, admission.takesAccounts());
    }
  }

  @Test
  void serverThatOthersReachDoesNotRunUndecidedNorForThisMachineAlone() throws IOException {
    var undecided =
        assertThrows(SettingsException.class, () -> start("scriptorium.http.host", "0.0.0.0"));
    assertTrue(
        String.valueOf(undecided.getMessage()).contains("set scriptorium.access to \"accounts\""),
        undecided::getMessage);
    start().chooseLocal();
    assertThrows(SettingsException.class, () -> start("scriptorium.http.host", "0.0.0.0"));
  }
}
