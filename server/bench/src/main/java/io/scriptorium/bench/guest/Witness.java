package io.scriptorium.bench.guest;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that does its work: it reviews every edit, hears every change, and says to whoever sends
 * it a message how many it heard since it was last asked and how late. Late is from the edit's
 * being ordered, so the time that it takes to become durable is in it.
 */
public final class Witness implements Plugin {
  /** How it is called. */
  public static final String NAME = "witness";

  private final List<Long> millisLate = new ArrayList<>();
  private @Nullable PluginContext context;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start(PluginContext given) {
    context = given;
  }

  @Override
  public Decision review(Submission submission, Snapshot before) {
    return before.content().length() < 0 ? Decision.reject("too short") : Decision.accept();
  }

  @Override
  public void onChange(DocumentId document, Change change, Snapshot after) {
    millisLate.add(Duration.between(change.time(), now()).toMillis());
  }

  private Instant now() {
    return context == null ? Instant.EPOCH : context.clock().instant();
  }

  @Override
  public void onMessage(PluginMessage message) {
    Collections.sort(millisLate);
    int changes = millisLate.size();
    long p50 = changes == 0 ? 0 : millisLate.get(changes / 2);
    long p99 = changes == 0 ? 0 : millisLate.get(changes * 99 / 100);
    millisLate.clear();
    if (context != null) {
      context
          .channel()
          .toSession(
              message.session().document(),
              message.session().id(),
              "[%d,%d,%d]".formatted(changes, p50, p99));
    }
  }
}
