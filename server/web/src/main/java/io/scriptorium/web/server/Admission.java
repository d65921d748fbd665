package io.scriptorium.web.server;

import io.scriptorium.access.AccessStore;
import jakarta.enterprise.inject.Vetoed;

/**
 * Who is let in, now: what the configuration says, or else what was chosen on the first page. The
 * choice is in the data folder. That somebody has an account there is the choice of accounts: it is
 * made in one step with the first administrator, and a server that has lost its configuration does
 * not open up to everybody. Usable from any thread.
 */
@Vetoed // made when the server starts, or ends
public class Admission {
  /** The note that this machine alone was chosen. */
  private static final String NOTE = "access";

  private static final String LOCAL = "local";

  private final AccessSetting setting;
  private final AccessStore store;
  private volatile AccessMode mode;
  private volatile boolean chosen;

  /**
   * Looks up what was chosen.
   *
   * @throws SettingsException if others reach this server and nothing says whom it lets in
   */
  public Admission(Settings settings, AccessStore store) {
    this.setting = settings.access();
    this.store = store;
    this.mode =
        switch (setting) {
          case LOCAL -> AccessMode.LOCAL;
          case OPEN -> AccessMode.OPEN;
          case ACCOUNTS -> AccessMode.ACCOUNTS;
          case ASK -> store.accounts().anyMember() ? AccessMode.ACCOUNTS : AccessMode.LOCAL;
        };
    this.chosen =
        mode == AccessMode.ACCOUNTS || store.notes().read(NOTE).filter(LOCAL::equals).isPresent();
    if (setting == AccessSetting.ASK && mode == AccessMode.LOCAL) {
      settings
          .reachedByOthers()
          .ifPresent(why -> {
            throw new SettingsException(why);
          });
    }
  }

  /** Who is let in. */
  public AccessMode mode() {
    return mode;
  }

  /** Whether people sign in. */
  public boolean hasAccounts() {
    return mode == AccessMode.ACCOUNTS;
  }

  /** How it came to that. */
  public Choice choice() {
    if (setting != AccessSetting.ASK) {
      return Choice.CONFIGURATION;
    }
    return chosen ? Choice.CHOSEN : Choice.UNDECIDED;
  }

  /**
   * Takes in that this machine alone was chosen.
   *
   * @return false, and nothing happens, if the configuration says otherwise or somebody has an
   *     account
   */
  public synchronized boolean chooseLocal() {
    if (setting != AccessSetting.ASK || hasAccounts()) {
      return false;
    }
    store.notes().write(NOTE, LOCAL);
    chosen = true;
    return true;
  }

  /** Whether a first administrator may be made: not where the configuration has no accounts. */
  public boolean takesAccounts() {
    return setting == AccessSetting.ASK || setting == AccessSetting.ACCOUNTS;
  }

  /** Takes in that there is a first administrator: from now on people sign in. */
  public synchronized void firstAccountMade() {
    chosen = true;
    mode = AccessMode.ACCOUNTS;
  }

  /** How a server came to let in whom it lets in. */
  public enum Choice {
    /** Its configuration says so. */
    CONFIGURATION,
    /** Somebody chose it on the first page. */
    CHOSEN,
    /** Nobody has chosen yet. */
    UNDECIDED
  }
}
