package io.scriptorium.plugins.search;

import io.scriptorium.plugins.search.QueryText.Form;
import io.scriptorium.plugins.search.QueryText.Part;
import io.scriptorium.plugins.search.QueryText.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a person typed, from left to right, once. */
final class QueryReader {
  /** In UTF-16 code units; nobody types more, and a pasted page is found by its beginning. */
  static final int LONGEST = 400;

  /** How many words and phrases count: each costs a look into the index. */
  static final int MOST_PARTS = 24;

  private static final String QUOTES =
      "\"\u201C\u201D\u201E\u201F\u00AB\u00BB\u300C\u300D\u300E\u300F";
  private static final Pattern KEYWORD =
      Pattern.compile("(title|author|after|before)[:\uFF1A]\\s*", Pattern.CASE_INSENSITIVE);

  private final String typed;
  private final List<List<Part>> all = new ArrayList<>();
  private final List<Part> none = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private Optional<LocalDate> after = Optional.empty();
  private Optional<LocalDate> before = Optional.empty();
  private boolean orBefore;
  private boolean notBefore;
  private int at;

  QueryReader(String typed) {
    this.typed = typed.substring(0, Math.min(typed.length(), LONGEST));
    if (typed.length() > LONGEST) {
      notices.add("Only the first " + LONGEST + " characters were searched for.");
    }
  }

  QueryText read() {
    for (skipSpace(); at < typed.length(); skipSpace()) {
      boolean excluded = minus();
      Matcher keyword = KEYWORD.matcher(typed).region(at, typed.length());
      if (keyword.lookingAt()) {
        at = keyword.end();
        keyword(keyword.group(1).toLowerCase(Locale.ROOT), excluded);
      } else {
        part(Scope.ANYWHERE, excluded);
      }
    }
    if (all.size() + none.size() > MOST_PARTS) {
      notices.add("Only the first " + MOST_PARTS + " words were searched for.");
    }
    return new QueryText(
        all.stream().limit(MOST_PARTS).toList(),
        none.stream().limit(MOST_PARTS).toList(),
        after,
        before,
        notices);
  }

  private void skipSpace() {
    while (at < typed.length() && isSpace(typed.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** A minus before something that is not a space: what follows is not wanted. */
  private boolean minus() {
    boolean minus =
        typed.charAt(at) == '-' && at + 1 < typed.length() && !isSpace(typed.charAt(at + 1));
    if (minus) {
      at++;
    }
    return minus;
  }

  private void keyword(String keyword, boolean excluded) {
    if (at == typed.length()) {
      notices.add("Write what to look for after \"" + keyword + ":\".");
      return;
    }
    switch (keyword) {
      case "title" -> part(Scope.TITLE, excluded);
      case "author" -> part(Scope.AUTHOR, excluded);
      case "after" -> after = day(keyword).or(() -> after);
      default -> before = day(keyword).or(() -> before);
    }
  }

  private Optional<LocalDate> day(String keyword) {
    String text = isQuote(typed.charAt(at)) ? quoted() : unquoted();
    Optional<LocalDate> day = Days.parse(text);
    if (day.isEmpty()) {
      notices.add(
          "\"%s:%s\" is no date and was left out: write %s:2026-01-31."
              .formatted(keyword, text, keyword));
    }
    return day;
  }

  private void part(Scope scope, boolean excluded) {
    if (isQuote(typed.charAt(at))) {
      String text = quoted();
      boolean finished = at > 0 && isQuote(typed.charAt(at - 1));
      add(new Part(scope, text, finished ? Form.PHRASE : Form.UNFINISHED_PHRASE), excluded);
      return;
    }
    String word = unquoted();
    if (scope == Scope.ANYWHERE && isOperator(word)) {
      return;
    }
    boolean last = at == typed.length();
    boolean beginning = word.endsWith("*") || (last && !excluded);
    add(new Part(scope, word, beginning ? Form.BEGINNING : Form.WORD), excluded);
  }

  /** {@code AND}, {@code OR} and {@code NOT} in capitals, between other words. */
  private boolean isOperator(String word) {
    switch (word) {
      case "OR" -> orBefore = !all.isEmpty() && at < typed.length();
      case "NOT" -> notBefore = at < typed.length();
      case "AND" -> {}
      default -> {
        return false;
      }
    }
    return at < typed.length();
  }

  private void add(Part part, boolean excluded) {
    boolean hasWord = part.text().codePoints().anyMatch(QueryReader::isOfWord);
    if (hasWord && (excluded || notBefore)) {
      none.add(part);
    } else if (hasWord && orBefore) {
      List<Part> either = new ArrayList<>(all.removeLast());
      either.add(part);
      all.add(either);
    } else if (hasWord) {
      all.add(List.of(part));
    }
    orBefore = false;
    notBefore = false;
  }

  /** Letters, digits, signs such as emoji: all but space and punctuation. */
  private static boolean isOfWord(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          false;
      default -> true;
    };
  }

  /** From after this quote to before the next, or to the end. */
  private String quoted() {
    int start = ++at;
    while (at < typed.length() && !isQuote(typed.charAt(at))) {
      at++;
    }
    String text = typed.substring(start, at);
    at = Math.min(at + 1, typed.length());
    return text;
  }

  private String unquoted() {
    int start = at;
    while (at < typed.length() && !isSpace(typed.charAt(at)) && !isQuote(typed.charAt(at))) {
      at++;
    }
    return typed.substring(start, at);
  }

  private static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }
}
