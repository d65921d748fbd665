package io.scriptorium.client;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.RichText;

/** A listener whose exceptions are logged and end there. */
record GuardedListener(ClientListener listener) implements ClientListener {
  private static final System.Logger LOG = System.getLogger(GuardedListener.class.getName());

  @Override
  public void statusChanged(ClientStatus status) {
    guard(() -> listener.statusChanged(status));
  }

  @Override
  public void joined(RichText content) {
    guard(() -> listener.joined(content));
  }

  @Override
  public void changed(Delta change, RichText content) {
    guard(() -> listener.changed(change, content));
  }

  @Override
  public void refused(RefusedEdit edit) {
    guard(() -> listener.refused(edit));
  }

  @Override
  public void titled(String title) {
    guard(() -> listener.titled(title));
  }

  @Override
  public void plugin(String plugin, String body) {
    guard(() -> listener.plugin(plugin, body));
  }

  private static void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the listener of a document client failed", e);
    }
  }
}
