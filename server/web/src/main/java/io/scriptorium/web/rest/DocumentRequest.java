package io.scriptorium.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** A request for the container's own OpenAPI document as JSON, whatever was asked for. */
final class DocumentRequest extends HttpServletRequestWrapper {
  DocumentRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getServletPath() {
    return "/";
  }

  @Override
  public @Nullable String getPathInfo() {
    return null;
  }

  @Override
  public @Nullable String getParameter(String name) {
    return name.equals("format") ? "json" : super.getParameter(name);
  }
}
