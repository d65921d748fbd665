package io.scriptorium.web.rest;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.engine.plugin.PluginStatus;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Finds what a plugin serves, or says why there is nothing. */
@RequestScoped
class PluginCalls {
  @Inject private DocumentServer documents;

  /**
   * The resource of a plugin that runs.
   *
   * @throws ProblemException if there is none: 404, or 503 if it may come back
   */
  Object resource(String name) {
    PluginHost host = documents.plugins();
    return host.resource(name).orElseThrow(() -> none(host, name));
  }

  private static ProblemException none(PluginHost host, String name) {
    return host.status(name)
        .map(status -> why(name, status.state()))
        .orElseGet(() -> ProblemException.noSuchPlugin(name));
  }

  private static ProblemException why(String name, PluginStatus.State state) {
    return switch (state) {
      case PluginStatus.State.Running running ->
          ProblemException.notFound("plugin " + name + " serves nothing over HTTP");
      case PluginStatus.State.Starting() ->
          ProblemException.pluginUnavailable("plugin " + name + " is being started");
      case PluginStatus.State.Quarantined quarantined ->
          ProblemException.pluginUnavailable(
              "plugin " + name + " is quarantined: " + quarantined.reason());
      case PluginStatus.State.SwitchedOff() ->
          ProblemException.pluginUnavailable("plugin " + name + " is switched off");
      case PluginStatus.State.Refused(var reason) ->
          ProblemException.pluginUnavailable("plugin " + name + " is refused: " + reason);
    };
  }
}
