package io.scriptorium.web.server;

import io.scriptorium.access.AccessStore;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.StoreException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Time itself takes rights away: whoever came by a link that has just ended is asked about. Looks
 * twice a second.
 */
@Singleton
class EndedLinks {
  private static final Logger LOG = System.getLogger(EndedLinks.class.getName());
  private static final long PAUSE_MILLIS = 500;

  private final Admission admission;
  private final AccessStore store;
  private final DocumentServer documents;
  private final ServerThreads threads;
  private Instant looked = InstantSource.system().instant();
  private @Nullable ScheduledFuture<?> looking;

  @Inject
  EndedLinks(
      Admission admission, AccessStore store, DocumentServer documents, ServerThreads threads) {
    this.admission = admission;
    this.store = store;
    this.documents = documents;
    this.threads = threads;
  }

  void onStart(@Observes @Initialized(ApplicationScoped.class) Object application) {
    looking =
        threads
            .timer()
            .scheduleWithFixedDelay(
                this::lookWithAccounts, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void lookWithAccounts() {
    if (admission.hasAccounts()) {
      threads.io().execute(this::look);
    }
  }

  private synchronized void look() {
    Instant now = InstantSource.system().instant();
    try {
      store.links().endedWithin(looked, now).forEach(documents::accessChanged);
      looked = now;
    } catch (StoreException failure) {
      LOG.log(Level.WARNING, "links that have ended are looked for again soon", failure);
    }
  }

  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.cancel(false);
    }
  }
}
