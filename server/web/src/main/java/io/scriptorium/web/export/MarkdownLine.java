package io.scriptorium.web.export;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line's words in Markdown's inline syntax.
 *
 * <p>Whether {@code **} opens or closes anything depends on the characters on both of its sides
 * (CommonMark 0.31.2, section 6.2): spaces at a run's ends therefore move outside of its marks, and
 * where marks would touch a mark of another run, or stand between a letter and punctuation, an
 * empty comment goes between.
 */
final class MarkdownLine {
  private static final String SEPARATOR = "<!-- -->";
  private static final String ALWAYS_ESCAPED = "\\`*_[]<>&#|~";
  private static final Pattern STARTS_A_BLOCK = Pattern.compile("^([+=-]|\\d{1,9}(?=[.)]))");

  private final StringBuilder out = new StringBuilder();

  /** Whether the last thing written is a mark that closed after punctuation. */
  private boolean closedAfterPunctuation;

  private final Pictures pictures;

  private MarkdownLine(Pictures pictures) {
    this.pictures = pictures;
  }

  /** The line, without a newline. */
  static String of(Line line, Pictures pictures) {
    var written = new MarkdownLine(pictures);
    for (Run run : line.runs()) {
      written.write(run);
    }
    return guardEnds(written.out.toString());
  }

  private void write(Run run) {
    switch (run) {
      case Run.Words words -> words(words);
      case Run.Image image -> image(image);
      case Run.Unknown unknown -> append(escape("[" + unknown.name() + "]"));
    }
  }

  private void words(Run.Words words) {
    Format format = words.format();
    String text = words.text();
    Optional<String> link = format.link();
    if (format.code()) {
      append(linked(codeSpan(text), link));
      return;
    }
    String marks = marks(format);
    int start = coreStart(text);
    int end = coreEnd(text, start);
    if (start == end || (marks.isEmpty() && link.isEmpty())) {
      append(escape(text));
      return;
    }
    append(escape(text.substring(0, start)));
    marked(marks, linked(escape(text.substring(start, end)), link));
    append(escape(text.substring(end)));
  }

  private static String marks(Format format) {
    return (format.strike() ? "~~" : "")
        + (format.bold() ? "**" : "")
        + (format.italic() ? "*" : "");
  }

  private void marked(String marks, String inner) {
    if (marks.isEmpty()) {
      append(inner);
      return;
    }
    if (!out.isEmpty() && !isBlank(out.charAt(out.length() - 1))) {
      out.append(SEPARATOR);
    }
    out.append(marks).append(inner).append(new StringBuilder(marks).reverse());
    closedAfterPunctuation = true;
  }

  private void append(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (closedAfterPunctuation && !isBlank(text.charAt(0))) {
      out.append(SEPARATOR);
    }
    closedAfterPunctuation = false;
    out.append(text);
  }

  private void image(Run.Image image) {
    String alt = escape(image.format().alt().orElse("image"));
    Optional<String> link = image.format().link();
    append(
        pictures
            .address(image.source())
            .or(() -> SafeUrl.embedded(image.source()))
            .map(address -> linked("![" + alt + "](" + destination(address) + ")", link))
            .orElseGet(() ->
                linked(
                    "\\[" + alt + "\\]", link.isPresent() ? link : SafeUrl.link(image.source()))));
  }

  private static String linked(String text, Optional<String> address) {
    return address.map(to -> "[" + text + "](" + destination(to) + ")").orElse(text);
  }

  private static String destination(String address) {
    return "<" + address.replaceAll("[\\\\<>&]", "\\\\$0") + ">";
  }

  private static String codeSpan(String text) {
    String plain = text.replace('\r', ' ');
    String fence = "`".repeat(longestRun(plain, '`') + 1);
    boolean pad =
        plain.startsWith("`")
            || plain.endsWith("`")
            || (plain.startsWith(" ") && plain.endsWith(" ") && !plain.isBlank());
    return pad ? fence + " " + plain + " " + fence : fence + plain + fence;
  }

  /** How often this character comes in a row, at most. */
  static int longestRun(String text, char wanted) {
    int longest = 0;
    int current = 0;
    for (int i = 0; i < text.length(); i++) {
      current = text.charAt(i) == wanted ? current + 1 : 0;
      longest = Math.max(longest, current);
    }
    return longest;
  }

  private static String escape(String text) {
    var escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean beforeBracket = c == '!' && i + 1 == text.length();
      if (ALWAYS_ESCAPED.indexOf(c) >= 0 || beforeBracket) {
        escaped.append('\\').append(c);
      } else if (Character.isISOControl(c) && c != '\t') {
        escaped.append("&#").append(c == 0 ? 0xFFFD : (int) c).append(';');
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Spells out blanks at the ends, which Markdown drops, and what would begin a block. */
  private static String guardEnds(String line) {
    int start = coreStart(line);
    int end = coreEnd(line, start);
    String core = line.substring(start, end);
    if (start == 0) {
      core = STARTS_A_BLOCK.matcher(core).replaceFirst(MarkdownLine::guarded);
    }
    return entities(line.substring(0, start)) + core + entities(line.substring(end));
  }

  private static int coreStart(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private static int coreEnd(String text, int start) {
    int end = text.length();
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Whether CommonMark (section 2.1) takes it for whitespace. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String guarded(MatchResult start) {
    String found = start.group();
    return Matcher.quoteReplacement(
        Character.isDigit(found.charAt(0)) ? found + "\\" : "\\" + found);
  }

  private static String entities(String characters) {
    var spelled = new StringBuilder();
    characters.chars().forEach(c -> spelled.append("&#").append(c).append(';'));
    return spelled.toString();
  }
}
