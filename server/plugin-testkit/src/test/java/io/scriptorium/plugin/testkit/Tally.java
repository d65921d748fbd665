package io.scriptorium.plugin.testkit;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Snapshot;

/**
 * A plugin that keeps the contract: it stores each document's length with the revision that it has
 * seen, and says it to who asks.
 */
public class Tally implements Plugin {
  private PluginContext context;

  /** For the service loader. */
  @SuppressWarnings("NullAway.Init") // start comes first
  public Tally() {}

  PluginContext context() {
    return context;
  }

  @Override
  public String name() {
    return "tally";
  }

  @Override
  public void start(PluginContext context) throws Exception {
    this.context = context;
  }

  @Override
  public void onChange(DocumentId document, Change change, Snapshot after) {
    context.storage(document).put("length", Integer.toString(after.content().length()));
  }

  @Override
  public void onMessage(PluginMessage message) {
    var session = message.session();
    var length = context.storage(session.document()).get("length").orElse("1");
    context.channel().toSession(session.document(), session.id(), length);
  }
}
