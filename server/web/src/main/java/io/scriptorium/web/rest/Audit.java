package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Issuer.Identity;
import io.scriptorium.web.server.AccessMode;
import io.scriptorium.web.server.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;

/** Notes for the audit trail what the request at hand has done. */
@RequestScoped
class Audit {
  @Inject private AccessStore store;
  @Inject private Settings settings;
  @Inject private Caller caller;

  /** The caller has done that. On a server without accounts nothing is noted: nobody is known. */
  void note(Action action, String subject, String detail) {
    note(action, caller.identity().map(Identity::account).map(Account::id), subject, detail);
  }

  /** Somebody has done that who is the caller only from now on, or no more. */
  void note(Action action, Optional<AccountId> actor, String subject, String detail) {
    if (settings.access() == AccessMode.ACCOUNTS) {
      store
          .audit()
          .add(
              new AuditEvent(
                  InstantSource.system().instant(),
                  action,
                  actor,
                  caller.request().getRemoteAddr(),
                  subject,
                  detail));
    }
  }
}
