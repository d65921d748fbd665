package io.scriptorium.web.export;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Value;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Attributes, read as what the editor's toolbar means by them. A value of another form than it
 * should have counts as absent.
 */
record Format(Attributes attributes) {
  private static final int DEEPEST_INDENT = 8;
  private static final Set<String> ALIGNMENTS = Set.of("center", "right", "justify");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z][A-Za-z0-9+#-]{0,29}");

  /** The kinds of list line, by the value of the {@code list} attribute. */
  enum ListKind {
    BULLET,
    ORDERED,
    CHECKED,
    UNCHECKED;

    /** Whether lines of these two kinds stand in one list. */
    boolean joins(ListKind other) {
      return this == other || (isCheck() && other.isCheck());
    }

    /** Whether it has a box to tick. */
    boolean isCheck() {
      return this == CHECKED || this == UNCHECKED;
    }
  }

  boolean bold() {
    return flag("bold");
  }

  boolean italic() {
    return flag("italic");
  }

  boolean underline() {
    return flag("underline");
  }

  boolean strike() {
    return flag("strike");
  }

  boolean code() {
    return flag("code");
  }

  boolean quote() {
    return flag("blockquote");
  }

  boolean codeBlock() {
    return flag("code-block") || text("code-block").isPresent();
  }

  /** The language that a code block names; empty for plain code. */
  Optional<String> language() {
    return text("code-block")
        .filter(name -> LANGUAGE.matcher(name).matches() && !name.equals("plain"));
  }

  /** 1 to 6. */
  OptionalInt header() {
    return number("header", 1, 6);
  }

  /** 0 to 8. */
  int indent() {
    return number("indent", 1, DEEPEST_INDENT).orElse(0);
  }

  Optional<ListKind> list() {
    return text("list")
        .flatMap(kind ->
            switch (kind) {
              case "bullet" -> Optional.of(ListKind.BULLET);
              case "ordered" -> Optional.of(ListKind.ORDERED);
              case "checked" -> Optional.of(ListKind.CHECKED);
              case "unchecked" -> Optional.of(ListKind.UNCHECKED);
              default -> Optional.empty();
            });
  }

  /** {@code center}, {@code right} or {@code justify}; empty for the start of the line. */
  Optional<String> align() {
    return text("align").filter(ALIGNMENTS::contains);
  }

  /** An address that is safe to follow. */
  Optional<String> link() {
    return text("link").flatMap(SafeUrl::link);
  }

  /** A CSS colour. */
  Optional<String> color() {
    return text("color").flatMap(SafeColor::of);
  }

  /** A CSS colour. */
  Optional<String> background() {
    return text("background").flatMap(SafeColor::of);
  }

  /** What an image shows, in words; not escaped. */
  Optional<String> alt() {
    return text("alt");
  }

  private boolean flag(String name) {
    return attributes.get(name).equals(Optional.of(new Value.Bool(true)));
  }

  private Optional<String> text(String name) {
    return attributes
        .get(name)
        .map(value -> value instanceof Value.Text(var text) ? text : "")
        .filter(text -> !text.isEmpty());
  }

  private OptionalInt number(String name, int least, int most) {
    return attributes.get(name).orElse(Value.Null.NULL) instanceof Value.Num(double number)
            && number == Math.rint(number)
            && number >= least
            && number <= most
        ? OptionalInt.of((int) number)
        : OptionalInt.empty();
  }
}
