package io.scriptorium.engine;

import io.scriptorium.plugin.DocumentId;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a document's calls that block for the store elsewhere, and brings their outcome back to the
 * document's own thread. Whatever such a call throws comes back too: it must not be left lying on a
 * thread that nobody watches.
 */
final class Background {
  private final DocumentId document;
  private final ServerParts parts;
  private final Mailbox mailbox;

  Background(DocumentId document, ServerParts parts, Mailbox mailbox) {
    this.document = document;
    this.parts = parts;
    this.mailbox = mailbox;
  }

  /**
   * Calls the store; one of the two consumers then runs on the document's thread, unless the
   * document has left memory by then.
   *
   * @param what the call in words: "read ..."
   */
  <T> void call(
      String what, Supplier<T> call, Consumer<? super T> then, Consumer<Throwable> failed) {
    parts.io().execute(() -> hand(outcome(what, call, then, failed)));
  }

  private <T> Runnable outcome(
      String what, Supplier<T> call, Consumer<? super T> then, Consumer<Throwable> failed) {
    try {
      T result = call.get();
      return () -> then.accept(result);
    } catch (RuntimeException | Error failure) {
      parts.observer().storeCallFailed(document, what, failure);
      return () -> failed.accept(failure);
    }
  }

  private void hand(Runnable task) {
    var _ = mailbox.offer(task);
  }
}
