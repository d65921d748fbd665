package io.scriptorium.web.health;

import io.scriptorium.engine.DocumentServer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started once the settings were read, the store was opened and the document server was built. */
@Startup
@Singleton
public class Started implements HealthCheck {
  private final DocumentServer documents;

  /** Made by the container. */
  @Inject
  public Started(DocumentServer documents) {
    this.documents = documents;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("documents")
        .up()
        .withData("storing", documents.storing())
        .build();
  }
}
