package io.scriptorium.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test kit tells JSON from what is none. */
class JsonSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-0.5e+3",
        "true",
        "null",
        "\"\"",
        "\"\\u00e9\\n\"",
        " [ ] ",
        "{}",
        "{\"a\":[1,{\"b\":\"c\"}],\"d\":null}",
        "[[],[[]]]",
        "[\"\ud83d\ude00\"]"
      })
  void json(String text) {
    assertEquals(text, JsonSyntax.require(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "tru",
        "truefalse",
        "01",
        "1.",
        "+1",
        "\"",
        "\"\\x\"",
        "\"\n\"",
        "[",
        "]",
        "[1,]",
        "[,1]",
        "[1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "1 2",
        "[1 2]",
        "NaN"
      })
  void notJson(String text) {
    assertThrows(IllegalArgumentException.class, () -> JsonSyntax.require(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000_000})
  void sizeAndDepthHaveNoLimit(int size) {
    var deep = "[".repeat(size) + "]".repeat(size);
    var huge = "\"" + "a\\n".repeat(size) + "\"";
    assertEquals(deep, JsonSyntax.require(deep));
    assertEquals(huge, JsonSyntax.require(huge));
  }
}
