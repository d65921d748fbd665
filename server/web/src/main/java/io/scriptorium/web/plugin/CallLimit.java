package io.scriptorium.web.plugin;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.plugin.PluginHost;
import io.scriptorium.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Lets so many calls into one plugin's REST resource at a time and no more: the threads belong to
 * everybody, and a plugin whose calls hang must not take them all. What comes on top is answered at
 * once, with 503.
 */
@WebFilter("/api/*")
public class CallLimit implements Filter {
  /** As {@link io.scriptorium.plugin.PluginContext#serve} says. */
  static final int CALLS_AT_ONCE = 16;

  /** Into all plugins together: server.xml has 32 threads more, which are for everybody else. */
  static final int ALL_CALLS_AT_ONCE = 128;

  private static final String RETRY_SECONDS = "1";

  private final PluginHost host;
  private final ShortPaths paths;
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();
  private final Semaphore all = new Semaphore(ALL_CALLS_AT_ONCE);

  /** Made by the container. */
  @Inject
  public CallLimit(DocumentServer documents, ShortPaths paths) {
    this.host = documents.plugins();
    this.paths = paths;
  }

  /** The places of one instance of a plugin: calls that hang die with it, not with its name. */
  private record Gate(Object resource, Semaphore places) {
    @SuppressWarnings("ReferenceEquality") // What a plugin calls equal is its own business.
    boolean leadsTo(Object wanted) {
      return resource == wanted;
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Gate> gate = called((HttpServletRequest) request).flatMap(this::gate);
    if (gate.isEmpty()) {
      chain.doFilter(request, response);
    } else if (!pass(gate.get().places(), request, response, chain)) {
      refuse((HttpServletRequest) request, (HttpServletResponse) response);
    }
  }

  /** False if there is no place. */
  private boolean pass(
      Semaphore ofPlugin, ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!ofPlugin.tryAcquire()) {
      return false;
    }
    try {
      if (!all.tryAcquire()) {
        return false;
      }
      try {
        chain.doFilter(request, response);
      } finally {
        all.release();
      }
    } finally {
      ofPlugin.release();
    }
    return true;
  }

  /** The name of the plugin that a request is for: {@code /api/plugins/{name}}, or a short path. */
  private Optional<String> called(HttpServletRequest request) {
    String[] parts = request.getRequestURI().substring("/api/".length()).split("/", 3);
    return parts[0].equals("plugins") && parts.length > 1
        ? Optional.of(parts[1])
        : paths.plugin(parts[0]);
  }

  private Optional<Gate> gate(String plugin) {
    Optional<Object> resource = host.resource(plugin);
    if (resource.isEmpty()) {
      gates.remove(plugin);
      return Optional.empty();
    }
    return Optional.of(
        gates.compute(
            plugin,
            (name, known) ->
                known != null && known.leadsTo(resource.get())
                    ? known
                    : new Gate(resource.get(), new Semaphore(CALLS_AT_ONCE))));
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Retry-After", RETRY_SECONDS);
    Problem.of(
            503,
            "plugin_busy",
            CALLS_AT_ONCE
                + " calls to this plugin are being answered; "
                + request.getRequestURI()
                + " has to wait for one of them to end")
        .write(response);
  }
}
