package io.scriptorium.plugins.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.plugins.search.QueryText.Part;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person types, and what he means by it. */
class QueryTextTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "cat | cat…",
        "'cat ' | cat",
        "big cat | big cat…",
        "cat* big | cat*… big…",
        "\"big cat\" | \"big cat\"",
        "\"big ca | \"big ca…",
        "„große Katze“ | \"große Katze\"",
        "«le chat» noir | \"le chat\" noir…",
        "title:cat | title/cat…",
        "Title: cat | title/cat…",
        "title：猫 | title/猫…",
        "title:\"big cat\" dog | title/\"big cat\" dog…",
        "author:ann cat | author/ann cat…",
        "-cat dog | dog… NOT cat",
        "e-mail | e-mail…",
        "cat - dog | cat dog…",
        "NOT cat dog | dog… NOT cat",
        "-title:cat dog | dog… NOT title/cat",
        "cat OR dog | (cat or dog…)",
        "cat AND dog | cat dog…",
        "OR dog | dog…",
        "cat OR | cat OR…",
        "and or not | and or not…",
        "(cat) | (cat)…",
        "!!! ??? | ''",
        "cat ... dog | cat dog…",
        "\"\" | ''",
        "\" | ''",
        "title: | ''",
        "foo:bar | foo:bar…",
        "* | ''",
        "🐈 | 🐈…",
      })
  void isReadAsItIsMeant(String typed, String meant) {
    assertEquals(meant, shown(QueryText.parse(typed)));
  }

  private static String shown(QueryText text) {
    String all = text.all().stream().map(QueryTextTest::either).collect(Collectors.joining(" "));
    String none =
        text.none().stream().map(part -> " NOT " + shown(part)).collect(Collectors.joining());
    return (all + none).strip();
  }

  private static String either(List<Part> parts) {
    return parts.size() == 1
        ? shown(parts.getFirst())
        : parts.stream().map(QueryTextTest::shown).collect(Collectors.joining(" or ", "(", ")"));
  }

  private static String shown(Part part) {
    String scope =
        part.scope() == QueryText.Scope.ANYWHERE
            ? ""
            : part.scope().name().toLowerCase(Locale.ROOT) + "/";
    return scope
        + switch (part.form()) {
          case WORD -> part.text();
          case BEGINNING -> part.text() + "…";
          case PHRASE -> "\"" + part.text() + "\"";
          case UNFINISHED_PHRASE -> "\"" + part.text() + "…";
        };
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2026-01-31, 2026-01-31",
    "2026-1-31, 2026-01-31",
    "2026/01/31, 2026-01-31",
    "31.1.2026, 2026-01-31",
    "2026-02, 2026-02-01",
    "2026, 2026-01-01",
  })
  void daysAreReadAsPeopleWriteThem(String typed, LocalDate day) {
    assertEquals(Optional.of(day), QueryText.parse("after:" + typed).after());
    assertEquals(Optional.of(day), QueryText.parse("cat before:" + typed).before());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"soon", "2026-13-01", "2026-02-30", "31.31.2026", "12"})
  void whatIsNoDayIsSaid(String typed) {
    QueryText text = QueryText.parse("cat after:\"" + typed + "\"");
    assertEquals(Optional.empty(), text.after());
    assertEquals("cat", shown(text));
    assertTrue(text.notices().getFirst().contains("after:2026-01-31"), text.notices().toString());
  }

  @Test
  void aKeywordAloneIsSaidToNeedAWord() {
    assertEquals(
        List.of("Write what to look for after \"title:\"."), QueryText.parse("title:").notices());
  }

  @Test
  void whatIsTooLongIsReadFromItsBeginning() {
    QueryText text = QueryText.parse("cat ".repeat(1_000));
    assertEquals(QueryReader.MOST_PARTS, text.all().size());
    assertEquals(2, text.notices().size());
  }
}
