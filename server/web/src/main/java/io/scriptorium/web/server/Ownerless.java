package io.scriptorium.web.server;

import io.scriptorium.access.AccessStore;
import io.scriptorium.access.Account;
import io.scriptorium.access.AccountId;
import io.scriptorium.engine.Catalogue;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Documents that were made while the server asked nobody who they were. With accounts they would
 * reach no one, so they are the first administrator's: those that are there when accounts are
 * chosen, and, at the next start with accounts, those of a time without them in between.
 */
@Singleton
public class Ownerless {
  private static final Logger LOG = System.getLogger(Ownerless.class.getName());
  private static final String NOTE = "ownerless";
  private static final String MAYBE = "maybe";
  private static final String NONE = "none";
  private static final int PAGE = 200;

  private final Admission admission;
  private final AccessStore store;
  private final Catalogue catalogue;
  private final DocumentServer documents;
  private final ServerThreads threads;

  /** Made by the container. */
  @Inject
  public Ownerless(
      Admission admission,
      AccessStore store,
      Catalogue catalogue,
      DocumentServer documents,
      ServerThreads threads) {
    this.admission = admission;
    this.store = store;
    this.catalogue = catalogue;
    this.documents = documents;
    this.threads = threads;
  }

  void onStart(@Observes @Initialized(ApplicationScoped.class) Object application) {
    if (admission.hasAccounts()) {
      threads.io().execute(this::adoptLeft);
    } else {
      expect();
    }
  }

  /** Notes that there may be some: to be looked for at the next start with accounts. */
  public void expect() {
    store.notes().write(NOTE, MAYBE);
  }

  /** Gives all that nobody owns to somebody, and asks anew who may do what. */
  public void adopt(AccountId heir) {
    Optional<String> cursor = Optional.empty();
    do {
      Catalogue.Page page = catalogue.list(PAGE, cursor);
      store.grants().own(page.entries().stream().map(Catalogue.Entry::id).toList(), heir);
      cursor = page.next();
    } while (cursor.isPresent());
    documents.accessChanged();
  }

  private void adoptLeft() {
    try {
      List<Account> administrators = store.accounts().administrators();
      if (!administrators.isEmpty() && store.notes().read(NOTE).filter(MAYBE::equals).isPresent()) {
        adopt(administrators.getFirst().id());
        store.notes().write(NOTE, NONE);
      }
    } catch (StoreException failure) {
      LOG.log(Level.WARNING, "documents without an owner are given one at the next start", failure);
    }
  }
}
