package io.scriptorium.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Every case of {@code src/conformance/delta} has quill-delta's own answer. */
class ConformanceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "attributes",
        "compose",
        "concat-slice",
        "diff",
        "invert",
        "transform",
        "transform-position"
      })
  void answersAsQuillDelta(String file) {
    for (var question : cases(file)) {
      assertEquals(question.read(question.expected()), question.answer(), question::toString);
    }
  }

  @Test
  void thereAreTenThousandCases() throws Exception {
    long cases = 0;
    try (var files = Files.newDirectoryStream(Conformance.folder(), "*.json")) {
      for (var file : files) {
        cases += cases(file.getFileName().toString().replace(".json", "")).size();
      }
    }
    assertTrue(cases >= 10_000, "expected at least 10,000 cases, got " + cases);
  }

  private static List<Case> cases(String file) {
    var path = Conformance.folder().resolve(file + ".json");
    var cases = new ArrayList<Case>();
    JsonMapper.shared().readTree(path.toFile()).get("cases").forEach(c -> cases.add(new Case(c)));
    return cases;
  }
}
