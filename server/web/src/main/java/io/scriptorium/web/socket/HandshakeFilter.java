package io.scriptorium.web.socket;

import io.scriptorium.web.page.SecurityHeaders;
import io.scriptorium.web.problem.Problem;
import io.scriptorium.web.server.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns away, in words, what may not become a socket, before the container upgrades it. */
@WebFilter("/ws/*")
public class HandshakeFilter implements Filter {
  private final Settings settings;

  /** Made by the container. */
  @Inject
  public HandshakeFilter(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var http = (HttpServletRequest) request;
    Optional<Handshake.Refusal> refusal = Handshake.refusal(http, settings);
    if (refusal.isPresent()) {
      SecurityHeaders.set(http, (HttpServletResponse) response);
      refuse(refusal.get(), (HttpServletResponse) response);
      return;
    }
    chain.doFilter(new Sessionless(http), response);
  }

  private static void refuse(Handshake.Refusal refusal, HttpServletResponse response)
      throws IOException {
    if (refusal.status() == Handshake.UPGRADE_REQUIRED) {
      response.setHeader("Upgrade", "websocket");
    }
    Problem.of(refusal.status(), refusal.code(), refusal.detail()).write(response);
  }

  /**
   * A request without an HTTP session: the container would begin one for each socket, which costs
   * memory for half an hour and a cookie, and nothing here uses it.
   */
  private static final class Sessionless extends HttpServletRequestWrapper {
    Sessionless(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable HttpSession getSession() {
      return null;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
      return null;
    }
  }
}
