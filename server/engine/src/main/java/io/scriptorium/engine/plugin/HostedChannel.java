package io.scriptorium.engine.plugin;

import io.scriptorium.plugin.Channel;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.SessionId;
import java.util.Optional;

/**
 * A plugin's channel, within its share. The share has two sides: what the plugin sends, and what
 * becomes of it when it goes to many, since each copy costs the server. Both grow with the sessions
 * that there are: what is little for each of a thousand would be a flood for two. What is beyond
 * the share is dropped, and a plugin that goes on to send many times its share is given up, since
 * it is at that all the time.
 */
final class HostedChannel implements Channel {
  /** How many messages a plugin may send in a second, however few the sessions are. */
  private static final long MESSAGES = 1_000;

  /** How many it may send in a second for each session; presence tells of somebody 20 times. */
  private static final long SESSION_MESSAGES = 40;

  private static final long CHARS = 4L << 20;

  /** How many copies may be handed to sessions in a second, however few they are. */
  private static final long COPIES = 2_000;

  /** How many copies each session may be handed in a second, on average. */
  private static final long SESSION_COPIES = 100;

  /** How many times its share of messages is dropped in a second before it is given up. */
  private static final long FLOOD = 10;

  private final PluginRun run;
  private final HostServices services;
  private final Runnable check;
  private final long leastMessages;
  private final long leastCopies;
  private final Share messages = new Share();
  private final Share chars = new Share();
  private final Share copies = new Share();
  private final Share drops = new Share();

  /**
   * @param check throws once the instance has ended
   */
  HostedChannel(PluginRun run, HostServices services, Runnable check) {
    this.run = run;
    this.services = services;
    this.check = check;
    this.leastMessages = services.number(run.name(), "messages-per-second", MESSAGES);
    this.leastCopies = services.number(run.name(), "copies-per-second", COPIES);
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
    long now = services.threads().nanos();
    long sessions = services.attendance().count();
    long most = Math.max(leastMessages, SESSION_MESSAGES * sessions);
    if (messages.take(1, most, now)
        && chars.take(body.length(), CHARS, now)
        && copies.take(readers, Math.max(leastCopies, SESSION_COPIES * sessions), now)) {
      services.platform().send(run.name(), document, session, body);
    } else {
      dropped(most, now);
    }
  }

  private void dropped(long most, long now) {
    run.stats().dropped();
    services.observer().pluginMessageDropped(run.name());
    if (!drops.take(1, FLOOD * most, now)) {
      run.giveUp(
          "floods its channel: of "
              + most
              + " messages a second that it may send, more than "
              + FLOOD
              + " times as many had to be dropped");
    }
  }
}
