package io.scriptorium.web.socket;

import io.scriptorium.web.server.OwnPages;
import io.scriptorium.web.server.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a client says before the socket is open, and whether that is good enough. */
final class Handshake {
  /** The one subprotocol that is spoken here. */
  static final String SUBPROTOCOL = "scriptorium.v1";

  /** HTTP's "this address speaks another protocol" (RFC 9110, section 15.5.22). */
  static final int UPGRADE_REQUIRED = 426;

  private Handshake() {}

  /** Why this request may not become a socket; empty if it may. */
  static Optional<Refusal> refusal(HttpServletRequest request, Settings settings) {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      return Optional.of(
          new Refusal(
              UPGRADE_REQUIRED,
              "upgrade_required",
              "this address speaks WebSocket (RFC 6455) alone"));
    }
    List<String> offered = offered(request);
    if (!offered.isEmpty() && !offered.contains(SUBPROTOCOL)) {
      return Optional.of(
          new Refusal(
              400,
              "unknown_subprotocol",
              "this server speaks " + SUBPROTOCOL + ", offered was " + String.join(", ", offered)));
    }
    return Optional.ofNullable(request.getHeader("Origin"))
        .filter(origin -> !OwnPages.include(origin, request, settings))
        .map(origin ->
            new Refusal(403, "forbidden_origin", "pages from " + origin + " may not connect here"));
  }

  /**
   * @param status of the HTTP answer
   */
  record Refusal(int status, String code, String detail) {}

  private static List<String> offered(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
