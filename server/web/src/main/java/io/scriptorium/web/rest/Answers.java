package io.scriptorium.web.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers that no cache keeps. */
final class Answers {
  private Answers() {}

  static Response of(Object view) {
    return as(200, view);
  }

  static Response as(int status, Object view) {
    return Response.status(status)
        .entity(view)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  static Response done() {
    return Response.noContent().header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }
}
