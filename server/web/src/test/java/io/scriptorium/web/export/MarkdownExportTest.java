package io.scriptorium.web.export;

import static io.scriptorium.web.export.Writing.doc;
import static io.scriptorium.web.export.Writing.embed;
import static io.scriptorium.web.export.Writing.line;
import static io.scriptorium.web.export.Writing.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownExportTest {
  private static final Parser MARKDOWN =
      Parser.builder().extensions(List.of(StrikethroughExtension.create())).build();

  @ParameterizedTest
  @MethodSource("documents")
  void documentIsWrittenAs(RichText document, String markdown) {
    assertEquals(markdown, MarkdownExport.of(document, Pictures.NONE));
  }

  static List<Arguments> documents() {
    return List.of(
        Arguments.of(doc(line()), ""),
        Arguments.of(doc(text("a"), line(), line(), text("b"), line()), "a\n\nb\n"),
        Arguments.of(doc(text("a"), line("header", 2)), "## a\n"),
        Arguments.of(doc(text("a", "bold", true), line()), "**a**\n"),
        Arguments.of(doc(text("a", "italic", true), line()), "*a*\n"),
        Arguments.of(doc(text("a", "strike", true), line()), "~~a~~\n"),
        Arguments.of(doc(text("a", "code", true), line()), "`a`\n"),
        Arguments.of(doc(text("a`b", "code", true), line()), "``a`b``\n"),
        Arguments.of(doc(text("a", "underline", true, "color", "red"), line()), "a\n"),
        Arguments.of(doc(text("a", "link", "/x y"), line()), "[a](</x y>)\n"),
        Arguments.of(doc(text("a", "link", "javascript:x"), line()), "a\n"),
        Arguments.of(doc(embed("image", "/a.png", "alt", "b"), line()), "[\\[b\\]](</a.png>)\n"),
        Arguments.of(doc(text(" a ", "bold", true), text("b"), line()), "&#32;**a** b\n"),
        Arguments.of(doc(text("- a"), line()), "\\- a\n"),
        Arguments.of(doc(text("12. a"), line()), "12\\. a\n"),
        Arguments.of(doc(text("<b>*a*</b>"), line()), "\\<b\\>\\*a\\*\\</b\\>\n"),
        Arguments.of(doc(Writing.lines(List.of("a", "b"), "blockquote", true)), "> a\n>\n> b\n"),
        Arguments.of(
            doc(Writing.lines(List.of("a", "```"), "code-block", "java")),
            "````java\na\n```\n````\n"),
        Arguments.of(
            doc(
                text("a"), line("list", "ordered"),
                text("b"), line("list", "bullet", "indent", 1),
                text("c"), line("list", "checked", "indent", 2),
                text("d"), line("list", "ordered")),
            "1. a\n   - b\n     - [x] c\n2. d\n"));
  }

  @Test
  void wordsComeBackFromAParser() {
    long seed = Long.getLong("scriptorium.seed", System.nanoTime());
    System.getLogger("test").log(System.Logger.Level.INFO, "-Dscriptorium.seed=" + seed);
    var random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      var paragraphs = randomParagraphs(random);
      RichText document = doc(paragraphs);
      String markdown = MarkdownExport.of(document, Pictures.NONE);
      String context = "-Dscriptorium.seed=" + seed + " document " + i + ": " + paragraphs;
      assertEquals(words(document), words(MARKDOWN.parse(markdown)), context + "\n" + markdown);
    }
  }

  private static final List<String> PIECES =
      List.of(
          "a",
          "B",
          "1",
          "1.",
          "12)",
          " ",
          "  ",
          "\t",
          "*",
          "**",
          "_",
          "__",
          "~",
          "~~",
          "`",
          "``",
          "[",
          "]",
          "(",
          ")",
          "[x](y)",
          "![",
          "!",
          "<b>",
          "<!-- -->",
          "&amp;",
          "&",
          "#",
          "# ",
          "-",
          "- ",
          "+ ",
          "=",
          "===",
          "---",
          ">",
          "> ",
          "|",
          "\\",
          "\\\\",
          "http://a.b",
          "\"",
          "é",
          "ß",
          "中",
          "😀",
          "\u00a0",
          ".",
          ":",
          "$",
          "{",
          "}",
          "\f");
  private static final List<Object[]> INLINE =
      List.of(
          new Object[] {},
          new Object[] {},
          new Object[] {"bold", true},
          new Object[] {"italic", true},
          new Object[] {"strike", true},
          new Object[] {"bold", true, "italic", true},
          new Object[] {"bold", true, "italic", true, "strike", true},
          new Object[] {"link", "https://example.org/a_(b)"},
          new Object[] {"link", "/x", "bold", true});
  private static final List<Object[]> LINES =
      List.of(
          new Object[] {},
          new Object[] {},
          new Object[] {"header", 3},
          new Object[] {"blockquote", true},
          new Object[] {"list", "bullet"},
          new Object[] {"list", "ordered"},
          new Object[] {"list", "bullet", "indent", 1},
          new Object[] {"list", "ordered", "indent", 2});

  private static List<Op> randomParagraphs(Random random) {
    var ops = new ArrayList<Op>();
    for (int lines = random.nextInt(4); lines >= 0; lines--) {
      for (int runs = random.nextInt(4); runs >= 0; runs--) {
        ops.add(text(randomWords(random), pick(random, INLINE)));
      }
      ops.add(line(pick(random, LINES)));
    }
    return ops;
  }

  private static String randomWords(Random random) {
    var words = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      words.append(pick(random, PIECES));
    }
    return words.toString();
  }

  private static <T> T pick(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** The document's lines, but for those that are empty. */
  private static String words(RichText document) {
    return document
        .text()
        .lines()
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** The text of each block, but for those that are empty. */
  private static String words(Node markdown) {
    var lines = new ArrayList<String>();
    markdown.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Paragraph paragraph) {
            lines.add(inline(paragraph));
          }

          @Override
          public void visit(Heading heading) {
            lines.add(inline(heading));
          }

          @Override
          public void visit(FencedCodeBlock code) {
            lines.add("a block of code: " + code.getLiteral());
          }
        });
    return lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
  }

  private static String inline(Node block) {
    var words = new StringBuilder();
    block.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append("a span of code: ").append(code.getLiteral());
          }

          @Override
          public void visit(Image image) {
            words.append("an image");
          }

          @Override
          public void visit(SoftLineBreak lineBreak) {
            words.append("a line break");
          }
        });
    return words.toString();
  }
}
