package io.scriptorium.web.health;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as it answers: nothing that goes wrong here is mended by a restart alone. */
@Liveness
@Singleton
public class Alive implements HealthCheck {
  /** Made by the container. */
  public Alive() {}

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.up("answering");
  }
}
