package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Channel;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.SessionId;
import java.util.Optional;

/**
 * A plugin's channel, within its share. The share has two sides: what the plugin sends, and what
 * becomes of it when it goes to many, since each copy costs the server.
 */
final class HostedChannel implements Channel {
  private static final long MESSAGES = 1_000;
  private static final long CHARS = 4L << 20;

  /** How many copies of its messages may be handed to sessions in a second. */
  private static final long COPIES = 20_000;

  private final PluginRun run;
  private final HostServices services;
  private final Runnable check;
  private final Share messages;
  private final Share chars;
  private final Share copies;

  /**
   * @param check throws once the instance has ended
   */
  HostedChannel(PluginRun run, HostServices services, Runnable check) {
    this.run = run;
    this.services = services;
    this.check = check;
    this.messages = new Share(services.number(run.name(), "messages-per-second", MESSAGES));
    this.chars = new Share(CHARS);
    this.copies = new Share(services.number(run.name(), "copies-per-second", COPIES));
  }

  @Override
  public void toSession(DocumentId document, SessionId session, String body) {
    send(Optional.of(document), Optional.of(session), body, 1);
  }

  @Override
  public void toDocument(DocumentId document, String body) {
    send(Optional.of(document), Optional.empty(), body, services.attendance().count(document));
  }

  @Override
  public void toEveryone(String body) {
    send(Optional.empty(), Optional.empty(), body, services.attendance().count());
  }

  private void send(
      Optional<DocumentId> document, Optional<SessionId> session, String body, int readers) {
    check.run();
    if (takesShare(body, readers)) {
      services.platform().send(run.name(), document, session, body);
    } else {
      run.stats().dropped();
      services.observer().pluginMessageDropped(run.name());
    }
  }

  private boolean takesShare(String body, int readers) {
    long now = services.threads().nanos();
    return messages.take(1, now) && chars.take(body.length(), now) && copies.take(readers, now);
  }
}
