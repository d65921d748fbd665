package io.scriptorium.plugins.search;

import io.scriptorium.plugin.testkit.TestDocument;
import io.scriptorium.plugin.testkit.TestServer;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server with the search on it, and somebody who asks. */
final class Desk implements AutoCloseable {
  /** What a person who has just written something is ready to wait. */
  static final Duration A_SECOND = Duration.ofSeconds(1);

  final TestServer<?> server;

  Desk() {
    this(TestServer.with(SearchPlugin::new));
  }

  Desk(TestServer<?> server) {
    this.server = server;
  }

  /** A document with a title and a text. */
  TestDocument write(String title, String text) {
    TestDocument document = server.createDocument(title);
    document.join("Ada").type(text);
    return document;
  }

  /** So much later. */
  void wait(Duration time) {
    server.advance(time);
  }

  Answer ask(String question) {
    return ask(question, Optional.empty());
  }

  /** Asked by somebody who signed in. */
  Answer ask(String question, Optional<String> account) {
    return page(question, "50", null, account);
  }

  Answer page(String question, String limit, @Nullable String cursor, Optional<String> account) {
    return server
        .resource(SearchResource.class)
        .search(question, limit, cursor, new SignedIn(account));
  }

  /** The titles of what is found, the best first. */
  List<String> titles(String question) {
    return ask(question).hits().stream().map(Hit::title).toList();
  }

  /** The ids of what is found, the best first. */
  List<String> ids(String question, Optional<String> account) {
    return ask(question, account).hits().stream().map(Hit::id).toList();
  }

  @Override
  public void close() {
    server.close();
  }

  /** What of a piece of text is marked. */
  static List<String> marked(String text, List<Mark> marks) {
    return marks.stream().map(mark -> text.substring(mark.index(), mark.end())).toList();
  }

  private record SignedIn(Optional<String> account) implements SecurityContext {
    @Override
    public @Nullable Principal getUserPrincipal() {
      return account.map(name -> (Principal) () -> name).orElse(null);
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return true;
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
      return null;
    }
  }
}
