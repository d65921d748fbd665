package io.scriptorium.engine;

import io.scriptorium.engine.plugin.Platform.Participation;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.PluginException;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Submission;
import io.scriptorium.plugin.SubmitResult;
import io.scriptorium.protocol.CloseReason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An edit that a plugin submitted, and the promise of what becomes of it. */
final class PluginEdit implements Submitter {
  private final Participation edit;
  private final CompletableFuture<SubmitResult> result = new CompletableFuture<>();

  PluginEdit(Participation edit) {
    this.edit = edit;
  }

  CompletableFuture<SubmitResult> result() {
    return result;
  }

  /** As the sequencer takes it: its author is the plugin, under the name that it gave. */
  Submission submission() {
    Author author = new Author("plugin:" + edit.plugin(), edit.participant());
    return new Submission(
        edit.document(), edit.id(), edit.session(), author, edit.base(), edit.delta());
  }

  @Override
  public void committed(Revision revision) {
    result.complete(new SubmitResult.Committed(revision));
  }

  @Override
  public void reject(long seq, String code, String message) {
    result.complete(new SubmitResult.Refused(code, message));
  }

  @Override
  public void fail(CloseReason reason, String message) {
    switch (reason) {
      case GOING_DOWN, STORE_UNAVAILABLE ->
          result.completeExceptionally(
              new PluginException(message.isEmpty() ? "The server is going down." : message));
      default -> reject(edit.id().seq(), reason.errorCode(), message);
    }
  }

  @Override
  public void abort() {
    fail(
        CloseReason.STORE_UNAVAILABLE,
        "Document "
            + edit.document()
            + " met a defect: whether edit "
            + edit.id()
            + " is in it, its log says.");
  }

  @Override
  public Optional<String> plugin() {
    return Optional.of(edit.plugin());
  }
}
