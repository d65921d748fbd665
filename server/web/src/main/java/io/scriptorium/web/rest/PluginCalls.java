package io.scriptorium.web.rest;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.engine.plugin.PluginStatus;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.PathSegment;
import java.util.List;
import java.util.Set;

/** Finds what a plugin serves, or says why there is nothing. */
@RequestScoped
class PluginCalls {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  @Inject private DocumentServer documents;
  @Inject private Doorkeeper doorkeeper;
  @Inject private HttpServletRequest request;

  /**
   * The resource of a plugin that runs.
   *
   * @throws ProblemException if there is none: 404, or 503 if it may come back
   */
  Object resource(String name) {
    PluginHost host = documents.plugins();
    return host.resource(name).orElseThrow(() -> none(host, name));
  }

  /**
   * The resource of a plugin that runs, for a call that its sender may make: about a document, who
   * may read it; what changes something there, who has the role that the plugin wants.
   *
   * @param call where the call leads, from the plugin's own part of the path on
   * @throws ProblemException if there is none, or they may not
   */
  Object resource(String name, List<PathSegment> call) {
    Object resource = resource(name);
    if (call.size() > 1 && call.getFirst().getPath().equals("documents")) {
      DocumentId.parse(call.get(1).getPath()).ifPresent(document -> mayCall(name, document));
    }
    return resource;
  }

  private void mayCall(String name, DocumentId document) {
    Role role = doorkeeper.role(document);
    Role least = documents.plugins().callRole(name);
    if (!SAFE.contains(request.getMethod()) && !role.includes(least)) {
      throw ProblemException.forbidden(
          "you are a "
              + RoleWord.of(role)
              + " of this document: what you want takes a role of "
              + RoleWord.of(least)
              + " at least");
    }
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
