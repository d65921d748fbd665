package io.scriptorium.web.server;

import io.scriptorium.engine.DocumentServer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of the document server: what was accepted is stored and acknowledged, everybody is told,
 * and it happens once, whoever hears first that the server stops.
 */
@Singleton
public class GracefulStop {
  private final DocumentServer documents;
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Made by the container. */
  @Inject
  public GracefulStop(DocumentServer documents) {
    this.documents = documents;
  }

  /** Stops the document server and returns when it has; does nothing the second time. */
  @PreDestroy
  public void stop() {
    if (begun.compareAndSet(false, true)) {
      documents.close();
    }
  }
}
