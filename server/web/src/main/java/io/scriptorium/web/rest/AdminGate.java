package io.scriptorium.web.rest;

import io.scriptorium.access.Account;
import io.scriptorium.web.server.Admission;
import io.scriptorium.web.server.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/**
 * Says who may administer: with accounts, an administrator who signed in; without, whoever sits at
 * the server's own machine, unless a setting says that everybody may, or nobody.
 */
@RequestScoped
class AdminGate {
  /** The ways to call the machine itself; any other name may be a page's that points here. */
  private static final Set<String> OWN_NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1");

  private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For");

  @Inject private Settings settings;
  @Inject private Admission admission;
  @Inject private Caller caller;
  @Inject private HttpServletRequest request;

  /**
   * Lets the request go on if its sender may administer.
   *
   * @throws ProblemException if not: 401 or 403
   */
  void pass() {
    if (admission.hasAccounts()) {
      if (caller.self().kind() != Account.Kind.ADMINISTRATOR) {
        throw ProblemException.forbidden("administration is for administrators");
      }
    } else {
      passWithoutAccounts();
    }
  }

  private void passWithoutAccounts() {
    switch (settings.administrators()) {
      case EVERYBODY -> {}
      case NOBODY -> throw ProblemException.forbidden("administration is switched off");
      case LOCAL -> {
        mustBeLocal("administration");
      }
    }
  }

  /**
   * Lets the request go on if it was made at the server's own machine.
   *
   * @param what it is about
   * @throws ProblemException if not: 403
   */
  void mustBeLocal(String what) {
    if (!isLocal()) {
      throw ProblemException.forbidden(
          what + " is for those at the server's own machine, by its name localhost");
    }
  }

  /** Whether the request was made at the server's own machine. */
  boolean isLocal() {
    return isLoopback(request.getRemoteAddr())
        && OWN_NAMES.contains(request.getServerName())
        && PROXY_HEADERS.stream().allMatch(header -> request.getHeader(header) == null);
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
