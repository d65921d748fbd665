package io.scriptorium.web.health;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.StoreException;
import io.scriptorium.store.SqliteStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Ready as long as the store takes writes, which is found out by writing. What was found counts for
 * a second, so that asking often costs nothing.
 */
@Readiness
@Singleton
public class StoreReady implements HealthCheck {
  private static final String NAME = "store";
  private static final long COUNTS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SqliteStore store;
  private final DocumentServer documents;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable HealthCheckResponse found;
  private long foundNanos;

  /** Made by the container. */
  @Inject
  public StoreReady(SqliteStore store, DocumentServer documents) {
    this.store = store;
    this.documents = documents;
  }

  @Override
  public HealthCheckResponse call() {
    lock.lock();
    try {
      HealthCheckResponse known = found;
      if (known != null && System.nanoTime() - foundNanos < COUNTS_NANOS) {
        return known;
      }
      HealthCheckResponse now = find();
      found = now;
      foundNanos = System.nanoTime();
      return now;
    } finally {
      lock.unlock();
    }
  }

  private HealthCheckResponse find() {
    try {
      store.check();
    } catch (StoreException failure) {
      return down(String.valueOf(failure.getMessage()));
    }
    return documents.storing()
        ? HealthCheckResponse.up(NAME)
        : down("edits of a document are waiting to be stored");
  }

  private static HealthCheckResponse down(String reason) {
    return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
  }
}
