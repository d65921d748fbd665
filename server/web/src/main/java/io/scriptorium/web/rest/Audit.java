package io.scriptorium.web.rest;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.access.AuditEvent;
import io.scriptorium.access.AuditEvent.Action;
import io.scriptorium.access.Issuer.Identity;
import io.scriptorium.web.server.Admission;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Notes in the audit trail what the request at hand does, in one transaction with the deed: what is
 * done is noted, and what cannot be noted is not done.
 */
@RequestScoped
class Audit {
  @Inject private AccessStore store;
  @Inject private Admission admission;
  @Inject private Caller caller;

  /**
   * Notes for one request, on whichever thread its deed is done.
   *
   * @param noting false on a server without accounts, where nobody is known
   */
  record Scribe(
      AccessStore store, boolean noting, Instant time, Optional<AccountId> actor, String address) {
    void note(Action action, String subject, String detail) {
      if (noting) {
        store.audit().add(new AuditEvent(time, action, actor, address, subject, detail));
      }
    }
  }

  /**
   * The caller does that.
   *
   * @param deed see {@link AccessStore#together}: it uses the store and the scribe alone, nothing
   *     that belongs to the request
   */
  <T> T together(Function<Scribe, T> deed) {
    return together(caller.identity().map(Identity::account).map(Account::id), deed);
  }

  /** Somebody does that who is the caller only from now on, or no more. */
  <T> T together(Optional<AccountId> actor, Function<Scribe, T> deed) {
    var scribe =
        new Scribe(
            store,
            // Whoever sets accounts up is somebody already, on a server that has none yet.
            admission.hasAccounts() || actor.isPresent(),
            InstantSource.system().instant(),
            actor,
            caller.request().getRemoteAddr());
    return store.together(() -> deed.apply(scribe));
  }

  /** The caller does that, and it is noted if the deed says that there was something to do. */
  boolean did(Action action, String subject, String detail, BooleanSupplier deed) {
    return together(scribe -> {
      boolean done = deed.getAsBoolean();
      if (done) {
        scribe.note(action, subject, detail);
      }
      return done;
    });
  }

  /** Notes what has no deed that is kept, such as a sign-in that failed. */
  void note(Action action, String subject, String detail) {
    together(scribe -> {
      scribe.note(action, subject, detail);
      return subject;
    });
  }
}
