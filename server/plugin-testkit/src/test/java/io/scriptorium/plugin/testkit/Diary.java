package io.scriptorium.plugin.testkit;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Decision;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.DocumentInfo;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.Submission;
import java.util.ArrayList;
import java.util.List;

/** A plugin that writes down which of its hooks were called, and what its context let it do. */
class Diary implements Plugin {
  /** Over all instances of a test. */
  private final List<String> lines;

  private PluginContext context;

  @SuppressWarnings("NullAway.Init") // start comes first
  Diary(List<String> lines) {
    this.lines = lines;
  }

  static Diary fresh() {
    return new Diary(new ArrayList<>());
  }

  PluginContext context() {
    return context;
  }

  /** What was written since this was last asked. */
  List<String> take() {
    var taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  @Override
  public String name() {
    return "diary";
  }

  @Override
  public void start(PluginContext context) {
    this.context = context;
    lines.add("start");
  }

  @Override
  public Decision review(Submission submission, Snapshot before) {
    return before.content().apply(submission.delta()).text().contains("shout")
        ? Decision.reject("no shouting")
        : Decision.accept();
  }

  @Override
  public void onChange(DocumentId document, Change change, Snapshot after) {
    lines.add("change " + change.revision() + " " + after.content().text().strip());
  }

  @Override
  public void onJoin(SessionView session) {
    lines.add("join " + session.author().name());
  }

  @Override
  public void onLeave(SessionView session) {
    lines.add("leave " + session.author().name());
  }

  @Override
  public void onMessage(PluginMessage message) {
    lines.add("message " + message.body());
  }

  @Override
  public void onDocumentCreated(DocumentInfo document) {
    lines.add("created " + document.title());
  }

  @Override
  public void onDocumentRenamed(DocumentInfo document) {
    lines.add("renamed " + document.title());
  }

  @Override
  public void onDocumentDeleted(DocumentId document) {
    lines.add("deleted " + document);
  }

  @Override
  public void close() {
    lines.add("close");
  }
}
