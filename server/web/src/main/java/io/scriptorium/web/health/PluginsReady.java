package io.scriptorium.web.health;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.engine.plugin.PluginStatus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says which plugins do not run, and why. Never a reason not to be ready: documents can be written
 * without them.
 */
@Readiness
@Singleton
public class PluginsReady implements HealthCheck {
  private final PluginHost host;

  /** Made by the container. */
  @Inject
  public PluginsReady(DocumentServer documents) {
    this.host = documents.plugins();
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("plugins").up();
    long running = 0;
    for (PluginStatus plugin : host.statuses()) {
      switch (plugin.state()) {
        case PluginStatus.State.Running since -> running++;
        case PluginStatus.State.Starting() -> response.withData(plugin.name(), "starting");
        case PluginStatus.State.SwitchedOff() -> response.withData(plugin.name(), "switched off");
        case PluginStatus.State.Quarantined quarantined ->
            response.withData(plugin.name(), "quarantined: " + quarantined.reason());
        case PluginStatus.State.Refused(var reason) ->
            response.withData(plugin.name(), "refused: " + reason);
      }
    }
    return response.withData("running", running).build();
  }
}
