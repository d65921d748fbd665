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
      boolean broken = message.body().equals("\"send what is no JSON\"");
      answer(to, message, broken ? brokenAnswer(to, message) : message.body());
    }
  }

  /** What the platform says about an answer that is no JSON. */
  private static String brokenAnswer(PluginContext to, PluginMessage message) {
    try {
      answer(to, message, "{\"cut\":");
      return "\"was sent\"";
    } catch (IllegalArgumentException noJson) {
      return "\"was refused\"";
    }
  }

  private static void answer(PluginContext to, PluginMessage message, String body) {
    to.channel().toSession(message.session().document(), message.session().id(), body);
  }
}
