package io.scriptorium.web;

import io.scriptorium.delta.Op;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import org.jspecify.annotations.Nullable;

/** For tests: lets one word through into no document, and sends back what it is sent. */
public class WordPlugin implements Plugin {
  private @Nullable PluginContext context;

  @Override
  public String name() {
    return "words";
  }

  @Override
  public void start(PluginContext given) {
    context = given;
  }

  @Override
  public Decision review(Submission submission, Snapshot before) {
    boolean bad =
        submission.delta().ops().stream()
            .anyMatch(
                op -> op instanceof Op.Insert insert && insert.text().contains("abracadabra"));
    return bad ? Decision.reject("that word stays outside") : Decision.accept();
  }

  @Override
  public void onMessage(PluginMessage message) {
    PluginContext to = context;
    if (to != null) {
      to.channel().toSession(message.session().document(), message.session().id(), message.body());
    }
  }
}
