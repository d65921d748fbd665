package io.scriptorium.engine.simulation;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.delta.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Edits that fit a document: inserts, deletes, formats, embeds, several at once. */
final class RandomTyping {
  private static final List<String> PIECES =
      List.of("a", "b", "cd", "\n", "\ud83d\ude00", "word ", "X", "-\n-");

  private static final int LONG_ENOUGH = 40;

  private final RandomGenerator random;

  /** How often the document's end is touched, where two good edits may not go together. */
  private final double endings;

  RandomTyping(RandomGenerator random, double endings) {
    this.random = random;
    this.endings = endings;
  }

  /** An edit of this document. */
  Delta edit(RichText document) {
    String text = document.text();
    if (random.nextDouble() < endings) {
      return atTheEnd(text);
    }
    List<Op> ops = new ArrayList<>();
    int at = 0;
    int end = text.length() - 1;
    for (int i = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1; i > 0; i--) {
      int next = boundary(text, at + random.nextInt(end - at + 1));
      retain(ops, next - at, Attributes.NONE);
      at = change(ops, text, next, end);
    }
    return ops.isEmpty() ? insertAtStart() : Delta.of(ops);
  }

  /** Adds a change at a position; returns how far it reaches. */
  private int change(List<Op> ops, String text, int at, int end) {
    int reach = boundary(text, at + random.nextInt(Math.min(8, end - at) + 1));
    int kind = random.nextInt(10);
    boolean shrink = text.length() > LONG_ENOUGH && kind < 7;
    if (reach > at && (shrink || kind < 3)) {
      return deleteAndPerhapsInsert(ops, at, reach);
    }
    if (reach > at && kind == 3) {
      retain(ops, reach - at, formatting());
      return reach;
    }
    ops.add(kind == 4 ? embed() : new Op.Insert(piece(), attributes()));
    return at;
  }

  private int deleteAndPerhapsInsert(List<Op> ops, int at, int reach) {
    boolean insert = random.nextInt(3) == 0;
    boolean insertFirst = random.nextBoolean();
    if (insert && insertFirst) {
      ops.add(new Op.Insert(piece(), Attributes.NONE));
    }
    ops.add(new Op.Delete(reach - at));
    if (insert && !insertFirst) {
      ops.add(new Op.Insert(piece(), Attributes.NONE));
    }
    return reach;
  }

  private Delta atTheEnd(String text) {
    int length = text.length();
    List<Op> ops = new ArrayList<>();
    if (length >= 2 && text.charAt(length - 2) == '\n' && random.nextBoolean()) {
      retain(ops, length - 1, Attributes.NONE);
      ops.add(new Op.Delete(1));
    } else {
      retain(ops, length, Attributes.NONE);
      ops.add(new Op.Insert("end\n", Attributes.NONE));
    }
    return Delta.of(ops);
  }

  private Delta insertAtStart() {
    return Delta.of(new Op.Insert(piece(), Attributes.NONE));
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private Op embed() {
    Map<String, Value> chart = new LinkedHashMap<>();
    chart.put("chart", new Value.Text("i" + random.nextInt(5)));
    return new Op.Embed(new Value.Members(chart), Attributes.NONE);
  }

  private Attributes attributes() {
    return switch (random.nextInt(6)) {
      case 0 -> Attributes.of(Map.of("bold", new Value.Bool(true)));
      case 1 -> Attributes.of(Map.of("color", new Value.Text("c" + random.nextInt(3))));
      default -> Attributes.NONE;
    };
  }

  private Attributes formatting() {
    return random.nextInt(4) == 0 ? Attributes.of(Map.of("bold", Value.Null.NULL)) : attributes();
  }

  private static void retain(List<Op> ops, int length, Attributes attributes) {
    if (length > 0) {
      ops.add(new Op.Retain(length, attributes));
    }
  }

  /** This position, or the one before if it is inside a surrogate pair. */
  private static int boundary(String text, int at) {
    boolean inside =
        at > 0
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return inside ? at - 1 : at;
  }
}
