package io.scriptorium.web;

import io.scriptorium.engine.DocumentServer;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** For tests: {@code POST /test/role} changes what somebody may do, as an account system would. */
@WebServlet("/test/role")
public class RoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient DocumentServer documents;

  @Inject
  public RoleServlet(DocumentServer documents) {
    this.documents = documents;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    documents.roleChanged(
        new DocumentId(request.getParameter("document")),
        request.getParameter("author"),
        Optional.ofNullable(request.getParameter("role")).map(Role::valueOf));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
