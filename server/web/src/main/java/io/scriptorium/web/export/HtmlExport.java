package io.scriptorium.web.export;

import io.scriptorium.delta.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document as HTML. Whatever was put into the document, no script, no handler and no foreign
 * style comes out: every tag and attribute name is a constant of this class, every value goes
 * through {@link Format}'s checks and {@link Markup}'s escaping.
 */
public final class HtmlExport {
  private final Markup out = new Markup();
  private final Pictures pictures;

  private HtmlExport(Pictures pictures) {
    this.pictures = pictures;
  }

  /** A whole page. */
  public static String page(String title, RichText document, Pictures pictures) {
    var page = new Markup();
    page.raw("<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>")
        .text(title)
        .raw("</title></head><body>\n")
        .raw(fragment(document, pictures))
        .raw("</body></html>\n");
    return page.toString();
  }

  /** What goes into a page's body: one block element a line. */
  public static String fragment(RichText document, Pictures pictures) {
    var export = new HtmlExport(pictures);
    for (Block block : Block.of(document)) {
      export.write(block);
      export.out.raw("\n");
    }
    return export.out.toString();
  }

  private void write(Block block) {
    switch (block) {
      case Block.Paragraph(var line) -> element("p", line);
      case Block.Heading(var level, var line) -> element("h" + level, line);
      case Block.Quote(var lines) -> {
        out.raw("<blockquote>");
        lines.forEach(line -> element("p", line));
        out.raw("</blockquote>");
      }
      case Block.Code code -> write(code);
      case Block.ItemList list -> write(list);
    }
  }

  private void element(String name, Line line) {
    out.raw("<" + name);
    out.style(lineStyles(line.format()));
    out.raw(">");
    content(line);
    out.raw("</" + name + ">");
  }

  private static List<String> lineStyles(Format format) {
    var styles = new ArrayList<String>();
    format.align().ifPresent(align -> styles.add("text-align:" + align));
    if (format.indent() > 0 && format.list().isEmpty()) {
      styles.add("margin-inline-start:" + 3 * format.indent() + "em");
    }
    return styles;
  }

  private void content(Line line) {
    if (line.runs().isEmpty()) {
      out.raw("<br>");
    }
    line.runs().forEach(this::write);
  }

  private void write(Block.Code code) {
    out.raw("<pre><code");
    code.language().ifPresent(name -> out.attribute("class", "language-" + name));
    out.raw(">");
    for (Line line : code.lines()) {
      line.runs().forEach(this::plain);
      out.raw("\n");
    }
    out.raw("</code></pre>");
  }

  private void write(Block.ItemList list) {
    String name = list.kind() == Format.ListKind.ORDERED ? "ol" : "ul";
    out.raw("<" + name + ">");
    for (Block.Item item : list.items()) {
      out.raw("<li");
      out.style(lineStyles(item.line().format()));
      out.raw(">");
      item.line().format().list().filter(Format.ListKind::isCheck).ifPresent(this::checkbox);
      content(item.line());
      item.below().forEach(this::write);
      out.raw("</li>");
    }
    out.raw("</" + name + ">");
  }

  private void checkbox(Format.ListKind kind) {
    out.raw(
        kind == Format.ListKind.CHECKED
            ? "<input type=\"checkbox\" checked disabled> "
            : "<input type=\"checkbox\" disabled> ");
  }

  private void write(Run run) {
    Format format = run.format();
    var names = new ArrayList<String>();
    format.link().ifPresent(address -> open(names, "a", "href", address));
    if (format.bold()) {
      open(names, "strong");
    }
    if (format.italic()) {
      open(names, "em");
    }
    if (format.underline()) {
      open(names, "u");
    }
    if (format.strike()) {
      open(names, "s");
    }
    if (format.code()) {
      open(names, "code");
    }
    paint(names, format);
    plain(run);
    names.reversed().forEach(name -> out.raw("</" + name + ">"));
  }

  private void open(List<String> names, String name) {
    out.raw("<" + name + ">");
    names.add(name);
  }

  private void open(List<String> names, String name, String attribute, String value) {
    out.raw("<" + name);
    out.attribute(attribute, value);
    out.raw(" rel=\"noopener noreferrer\">");
    names.add(name);
  }

  private void paint(List<String> names, Format format) {
    var styles = new ArrayList<String>();
    format.color().ifPresent(color -> styles.add("color:" + color));
    format.background().ifPresent(color -> styles.add("background-color:" + color));
    if (!styles.isEmpty()) {
      out.raw("<span");
      out.style(styles);
      out.raw(">");
      names.add("span");
    }
  }

  private void plain(Run run) {
    switch (run) {
      case Run.Words words -> out.text(words.text());
      case Run.Image image -> write(image);
      case Run.Unknown unknown -> out.text("[" + unknown.name() + "]");
    }
  }

  private void write(Run.Image image) {
    Optional<String> alt = image.format().alt();
    Optional<String> address =
        pictures.address(image.source()).or(() -> SafeUrl.embedded(image.source()));
    if (address.isPresent()) {
      out.raw("<img");
      out.attribute("src", address.get());
      out.attribute("alt", alt.orElse(""));
      out.raw(">");
      return;
    }
    Optional<String> elsewhere =
        SafeUrl.link(image.source()).filter(to -> image.format().link().isEmpty());
    elsewhere.ifPresent(to -> {
      out.raw("<a");
      out.attribute("href", to);
      out.raw(" rel=\"noopener noreferrer\">");
    });
    out.text("[" + alt.orElse("image") + "]");
    elsewhere.ifPresent(to -> out.raw("</a>"));
  }
}
