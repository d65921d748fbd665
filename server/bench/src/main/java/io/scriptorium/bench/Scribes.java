package io.scriptorium.bench;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Several people who write one document, each at a place of his own: words letter by letter, typing
 * errors taken back, parts formatted, sentences removed, now and then something pasted. The
 * document grows to a length and then stays about as long. Belongs to one thread.
 */
final class Scribes {
  private static final String WORDS =
      "It was a dark and stormy night the rain fell in torrents except at occasional intervals ";

  private static final List<Attributes> FORMATS =
      List.of(
          Attributes.of("bold", new Value.Bool(true)),
          Attributes.of("italic", new Value.Bool(true)),
          Attributes.of(Map.of("bold", Value.Null.NULL, "italic", Value.Null.NULL)));

  private final RandomGenerator random;
  private final int longest;
  private final List<Scribe> scribes = new ArrayList<>();

  /** How long the document is, its last newline included, in UTF-16 code units. */
  private int length = 1;

  /**
   * @param longest about how long the document becomes
   */
  Scribes(RandomGenerator random, int people, int longest) {
    this.random = random;
    this.longest = longest;
    for (int i = 0; i < people; i++) {
      scribes.add(new Scribe(i));
    }
  }

  /**
   * One edit.
   *
   * @param scribe who made it, from 0
   * @param pauseMillis how long after the edit before it
   */
  record Stroke(int scribe, long pauseMillis, Delta delta) {}

  /** The next edit; people take turns of some dozens of edits. */
  Stroke next() {
    boolean isNewTurn = random.nextInt(60) == 0;
    if (isNewTurn) {
      scribes.addFirst(scribes.remove(random.nextInt(scribes.size())));
    }
    Scribe now = scribes.getFirst();
    long pause = 80L + random.nextInt(300);
    if (isNewTurn) {
      now.move();
      pause = random.nextInt(20) == 0 ? 3_600_000L * (1 + random.nextInt(24)) : 30_000;
    }
    Delta delta = now.edit();
    return new Stroke(now.number, pause, delta);
  }

  private final class Scribe {
    private final int number;
    private int place;
    private int letter;

    Scribe(int number) {
      this.number = number;
    }

    /** To somewhere near, or to anywhere. */
    void move() {
      place =
          random.nextInt(3) == 0
              ? random.nextInt(length)
              : Math.clamp(place + random.nextInt(-400, 400), 0, length - 1);
    }

    Delta edit() {
      place = Math.min(place, length - 1);
      int dice = random.nextInt(1_000);
      if (dice < 80 && place > 0) {
        return removed(1);
      } else if (dice < 100 && place > 20) {
        return formatted(1 + random.nextInt(20));
      } else if ((dice < 110 && place > 0) || length > longest) {
        return removed(Math.min(place, 1 + random.nextInt(dice == 105 ? 400 : 40)));
      } else if (dice == 999) {
        return inserted(WORDS.repeat(1 + random.nextInt(5)) + "\n");
      }
      return inserted(typed());
    }

    /** Mostly a letter; what was typed while an edit was under way comes as two or three. */
    private String typed() {
      int letters = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < letters; i++) {
        text.append(WORDS.charAt(letter++ % WORDS.length()));
      }
      return random.nextInt(120) == 0 ? "\n" : text.toString();
    }

    private Delta inserted(String text) {
      Delta delta = at(place, new Op.Insert(text, Attributes.NONE));
      place += text.length();
      length += text.length();
      return delta;
    }

    /** What is before the place; at the beginning, what is after it. */
    private Delta removed(int count) {
      int most = Math.min(Math.max(count, 1), length - 1);
      place = Math.max(0, Math.min(place - most, length - 1 - most));
      length -= most;
      return at(place, new Op.Delete(most));
    }

    private Delta formatted(int count) {
      Attributes format = FORMATS.get(random.nextInt(FORMATS.size()));
      return at(place - count, new Op.Retain(count, format));
    }

    private static Delta at(int place, Op op) {
      return place == 0 ? Delta.of(op) : Delta.of(new Op.Retain(place, Attributes.NONE), op);
    }
  }
}
