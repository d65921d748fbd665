package io.scriptorium.web;

import io.scriptorium.engine.AccessPolicy;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Role;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** For tests: the token says what its bearer may do; without one, everything. */
@Alternative
@Priority(1)
@Singleton
public class TokenPolicy implements AccessPolicy {
  @Override
  public Access check(DocumentId document, Credentials credentials) {
    var author = new Author(credentials.client(), credentials.name().orElse("?"));
    return switch (credentials.token().orElse("")) {
      case "reader" -> new Access.Granted(author, Role.VIEWER);
      case "stranger" -> new Access.Unauthenticated("sign in first");
      case "banned" -> new Access.Forbidden("you are not let in here");
      default -> new Access.Granted(author, Role.EDITOR);
    };
  }
}
