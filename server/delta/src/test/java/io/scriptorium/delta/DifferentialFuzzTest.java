package io.scriptorium.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Fresh random cases in each run, answered by this module and by quill-delta itself in a Node
 * process. A failure prints the seed and the case, which then becomes a line in {@code
 * src/conformance/delta}.
 */
class DifferentialFuzzTest {
  private static final int CASES = 8_000;

  private static final long SEED = RandomDeltas.seed("DifferentialFuzzTest");
  private final RandomDeltas random = new RandomDeltas(SEED);

  @Test
  void answersAsQuillDelta() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      cases.add(randomCase());
    }
    var answers = QuillDelta.answers(cases);
    assertEquals(CASES, answers.size());
    for (int i = 0; i < CASES; i++) {
      var question = cases.get(i);
      assertEquals(
          question.read(answers.get(i)),
          question.answer(),
          () -> "-Dscriptorium.seed=" + SEED + "\n" + question);
    }
  }

  private Case randomCase() {
    return switch (random.random().nextInt(8)) {
      case 0 -> {
        var document = random.rawDocument();
        yield Case.of("compose").with("a", document).with("b", change(document.length() + 2));
      }
      case 1 -> Case.of("compose").with("a", change(12)).with("b", change(16));
      case 2, 3 ->
          Case.of("transform")
              .with("a", change(16))
              .with("b", change(16))
              .with("priority", random.random().nextBoolean());
      case 4 ->
          Case.of("transformPosition")
              .with("a", change(12))
              .with("position", random.random().nextInt(20))
              .with("priority", random.random().nextBoolean());
      case 5 -> {
        var base = random.rawDocument();
        yield Case.of("invert").with("a", change(base.length() + 2)).with("base", base);
      }
      case 6 -> Case.of("diff").with("a", diffable()).with("b", diffable());
      default -> concatOrSlice();
    };
  }

  private Case concatOrSlice() {
    if (random.random().nextBoolean()) {
      return Case.of("concat").with("a", change(12)).with("b", change(12));
    }
    int start = random.random().nextInt(12);
    return Case.of("slice")
        .with("a", change(12))
        .with("start", start)
        .with("end", start + random.random().nextInt(12));
  }

  private Delta change(long length) {
    return random.random().nextBoolean() ? random.change(length) : random.rawChange(length);
  }

  /** Now and then a longer text, on which every way of fast-diff is taken. */
  private Delta diffable() {
    return random.random().nextInt(3) == 0
        ? Delta.of(new Op.Insert(random.text(4 + random.random().nextInt(40)), Attributes.NONE))
        : random.rawDocument();
  }
}
