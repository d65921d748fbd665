package io.scriptorium.plugins.search;

import io.scriptorium.plugin.testkit.TestDocument;
import io.scriptorium.plugin.testkit.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * People who write, rename, delete and bring back, the same way each time for one seed: what one
 * process was killed in, another can do again.
 */
final class Scribes {
  private static final String[] WORDS = {
    "apple", "pear", "Straße", "東京", "كتاب", "l'amour", "müde", "weather", "line\n", "e-mail"
  };
  private static final String[] PEOPLE = {"Ada", "Grace", "Linus"};

  private final TestServer<?> server;
  private final Random random;
  private final List<TestDocument> there = new ArrayList<>();
  private final List<TestDocument> deleted = new ArrayList<>();

  Scribes(TestServer<?> server, long seed) {
    this.server = server;
    this.random = new Random(seed);
  }

  /** Somebody does something, and a little time passes. */
  void step() {
    int what = random.nextInt(100);
    if (there.size() < 3 || what < 8) {
      there.add(server.createDocument("Title " + word()));
    } else if (what < 14) {
      one().rename("Title " + word() + word());
    } else if (what < 18) {
      TestDocument document = there.remove(random.nextInt(there.size()));
      document.delete();
      deleted.add(document);
    } else if (what < 22 && !deleted.isEmpty()) {
      TestDocument document = deleted.remove(random.nextInt(deleted.size()));
      document.bringBack();
      there.add(document);
    } else {
      write(one());
    }
    server.advance(Duration.ofMillis(random.nextInt(600)));
  }

  private void write(TestDocument document) {
    var person = document.join(PEOPLE[random.nextInt(PEOPLE.length)]);
    int length = document.content().length() - 1;
    if (length > 40 && random.nextInt(3) == 0) {
      person.delete(random.nextInt(length - 20), 10);
    } else {
      person.insert(random.nextInt(length + 1), word() + " ");
    }
    person.leave();
  }

  private TestDocument one() {
    return there.get(random.nextInt(there.size()));
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
