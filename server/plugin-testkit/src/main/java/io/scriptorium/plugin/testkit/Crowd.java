package io.scriptorium.plugin.testkit;

import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * People who do whatever people do on a {@link TestServer}, at random: open documents and leave
 * them in any order, write, send the plugin messages, rename, delete, bring back. All from one
 * seed: on two servers they do the same.
 */
final class Crowd {
  private static final int MAX_DOCUMENTS = 6;
  private static final int MAX_SESSIONS = 6;
  private static final List<String> NAMES = List.of("Ada", "Ben", "Çelik", "李", "Eve", "Ada");

  private final TestServer<?> server;
  private final RandomGenerator random;
  private final RandomWriting writing;
  private final RandomMessages messages;

  /**
   * @param examples well-formed messages of the plugin's browser half
   */
  Crowd(TestServer<?> server, long seed, List<String> examples) {
    this.server = server;
    this.random = new SplittableRandom(seed);
    this.writing = new RandomWriting(random);
    this.messages = new RandomMessages(random, examples);
  }

  /** Does one thing. */
  void act() {
    var document = document();
    if (!document.isThere()) {
      comeBack(document);
      return;
    }
    int dice = random.nextInt(100);
    if (dice < 50) {
      write(document);
    } else if (dice < 70) {
      send(document);
    } else if (dice < 80) {
      document.join(writing.pick(NAMES), random.nextInt(4) == 0 ? Role.VIEWER : Role.EDITOR);
    } else if (dice < 88) {
      leave(document);
    } else {
      actOnTheWhole(document, dice);
    }
  }

  /** Does one thing that does not need the plugin there and then: no messages, nobody comes. */
  void actUnseen() {
    var document = document();
    if (!document.isThere()) {
      comeBack(document);
    } else if (random.nextInt(8) == 0) {
      document.rename(title());
    } else {
      write(document);
    }
  }

  private void actOnTheWhole(TestDocument document, int dice) {
    if (dice < 92) {
      document.rename(title());
    } else if (dice < 94) {
      document.delete();
    } else if (dice < 96) {
      document.sessions().forEach(session -> session.become(writing.pick(List.of(Role.values()))));
    } else {
      server.advance(Duration.ofMillis(random.nextLong(Duration.ofMinutes(10).toMillis())));
    }
  }

  private TestDocument document() {
    var documents = server.documents();
    if (documents.isEmpty() || (documents.size() < MAX_DOCUMENTS && random.nextInt(10) == 0)) {
      return server.createDocument(title());
    }
    return writing.pick(documents);
  }

  private String title() {
    return writing.text().strip().lines().findFirst().orElse("Untitled");
  }

  private void comeBack(TestDocument document) {
    if (document.canComeBack()) {
      if (random.nextInt(10) == 0) {
        document.purge();
      } else {
        document.bringBack();
      }
    }
  }

  private TestSession anybody(TestDocument document) {
    var sessions = document.sessions();
    return sessions.isEmpty() ? document.join(writing.pick(NAMES)) : writing.pick(sessions);
  }

  private void write(TestDocument document) {
    var session = anybody(document);
    var behind = Math.max(0, document.revision().number() - random.nextInt(3));
    var base = new Revision(behind);
    var seen = document.at(base).orElseThrow().content().text();
    session.submit(base, writing.edit(seen));
  }

  private void send(TestDocument document) {
    var session = anybody(document);
    session.send(random.nextBoolean() ? messages.good() : messages.bad());
  }

  private void leave(TestDocument document) {
    var session = anybody(document);
    if (random.nextBoolean() || document.sessions().size() > MAX_SESSIONS) {
      session.leave();
    } else {
      session.reconnect();
    }
  }
}
