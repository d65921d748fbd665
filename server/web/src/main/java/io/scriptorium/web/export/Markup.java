package io.scriptorium.web.export;

import java.util.List;

/**
 * HTML that is being written: constants of the program go in by {@link #raw}, everything that came
 * from outside by {@link #text} or {@link #attribute}, which escape.
 */
final class Markup {
  private static final char REPLACEMENT = '\uFFFD';
  private final StringBuilder html = new StringBuilder();

  Markup raw(String constant) {
    html.append(constant);
    return this;
  }

  Markup text(String text) {
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i));
    }
    return this;
  }

  void attribute(String name, String value) {
    raw(" ").raw(name).raw("=\"").text(value).raw("\"");
  }

  void style(List<String> declarations) {
    if (!declarations.isEmpty()) {
      attribute("style", String.join(";", declarations));
    }
  }

  private void escape(char c) {
    switch (c) {
      case '&' -> html.append("&amp;");
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '"' -> html.append("&quot;");
      case '\'' -> html.append("&#39;");
      case '\t' -> html.append(c);
      // A reader would take a carriage return for a newline, and no other control may stand in
      // HTML.
      default -> html.append(Character.isISOControl(c) ? REPLACEMENT : c);
    }
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
