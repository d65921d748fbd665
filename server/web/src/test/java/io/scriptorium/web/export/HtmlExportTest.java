package io.scriptorium.web.export;

import static io.scriptorium.web.export.Writing.doc;
import static io.scriptorium.web.export.Writing.embed;
import static io.scriptorium.web.export.Writing.line;
import static io.scriptorium.web.export.Writing.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scriptorium.delta.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlExportTest {
  @ParameterizedTest
  @MethodSource("runs")
  void runIsWrittenWithItsFormats(Op run, String html) {
    assertEquals("<p>" + html + "</p>\n", HtmlExport.fragment(doc(run, line()), Pictures.NONE));
  }

  static List<Arguments> runs() {
    return List.of(
        Arguments.of(text("a"), "a"),
        Arguments.of(text("a", "bold", true), "<strong>a</strong>"),
        Arguments.of(text("a", "italic", true), "<em>a</em>"),
        Arguments.of(text("a", "underline", true), "<u>a</u>"),
        Arguments.of(text("a", "strike", true), "<s>a</s>"),
        Arguments.of(text("a", "code", true), "<code>a</code>"),
        Arguments.of(
            text("a", "bold", true, "italic", true, "underline", true, "strike", true),
            "<strong><em><u><s>a</s></u></em></strong>"),
        Arguments.of(
            text("a", "color", "#e60000", "background", "rgb(1, 2, 3)"),
            "<span style=\"color:#e60000;background-color:rgb(1, 2, 3)\">a</span>"),
        Arguments.of(
            text("a", "link", "https://example.org/?a=1&b=2"),
            "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener noreferrer\">a</a>"),
        Arguments.of(
            embed("image", "https://example.org/1.png", "alt", "a \"dog\""),
            "<a href=\"https://example.org/1.png\" rel=\"noopener noreferrer\">"
                + "[a &quot;dog&quot;]</a>"),
        Arguments.of(embed("image", "javascript:x"), "[image]"),
        Arguments.of(
            embed("image", "data:image/png;base64,iVBORw0KGgo="),
            "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"\">"),
        Arguments.of(embed("video", "https://example.org/v.mp4"), "[video]"),
        Arguments.of(text("a", "unknown", "x"), "a"),
        Arguments.of(text("a", "bold", "yes"), "a"),
        Arguments.of(text("a < b & \"c\""), "a &lt; b &amp; &quot;c&quot;"));
  }

  @Test
  void pictureOfTheDocumentIsInThePage() {
    assertEquals(
        "<p><img src=\"data:image/png;base64,AAAA\" alt=\"a &lt;dog&gt;\"></p>\n",
        HtmlExport.fragment(
            doc(embed("image", "own", "alt", "a <dog>"), line()),
            source ->
                Optional.of("data:image/png;base64,AAAA").filter(any -> source.equals("own"))));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void lineIsWrittenAsItsElement(Op end, String html) {
    assertEquals(html + "\n", HtmlExport.fragment(doc(text("a"), end), Pictures.NONE));
  }

  static List<Arguments> lines() {
    return List.of(
        Arguments.of(line(), "<p>a</p>"),
        Arguments.of(line("header", 1), "<h1>a</h1>"),
        Arguments.of(line("header", 6), "<h6>a</h6>"),
        Arguments.of(line("header", 7), "<p>a</p>"),
        Arguments.of(line("header", 1.5), "<p>a</p>"),
        Arguments.of(line("align", "center"), "<p style=\"text-align:center\">a</p>"),
        Arguments.of(line("align", "center;x"), "<p>a</p>"),
        Arguments.of(line("indent", 2), "<p style=\"margin-inline-start:6em\">a</p>"),
        Arguments.of(line("blockquote", true), "<blockquote><p>a</p></blockquote>"),
        Arguments.of(line("code-block", true), "<pre><code>a\n</code></pre>"),
        Arguments.of(line("code-block", "plain"), "<pre><code>a\n</code></pre>"),
        Arguments.of(
            line("code-block", "java"), "<pre><code class=\"language-java\">a\n</code></pre>"),
        Arguments.of(line("list", "bullet"), "<ul><li>a</li></ul>"),
        Arguments.of(line("list", "ordered"), "<ol><li>a</li></ol>"),
        Arguments.of(
            line("list", "checked"),
            "<ul><li><input type=\"checkbox\" checked disabled> a</li></ul>"),
        Arguments.of(
            line("list", "unchecked"), "<ul><li><input type=\"checkbox\" disabled> a</li></ul>"),
        Arguments.of(line("list", "unheard-of"), "<p>a</p>"));
  }

  @Test
  void neighbouringLinesOfOneKindStandTogether() {
    var ops = new ArrayList<Op>(Writing.lines(List.of("a", "b"), "code-block", true));
    ops.addAll(Writing.lines(List.of("c", "d"), "blockquote", true));
    ops.addAll(Writing.lines(List.of("e", "f")));
    assertEquals(
        """
        <pre><code>a
        b
        </code></pre>
        <blockquote><p>c</p><p>d</p></blockquote>
        <p>e</p>
        <p>f</p>
        """,
        HtmlExport.fragment(doc(ops), Pictures.NONE));
  }

  @Test
  void listsNestByIndentAndSplitByKind() {
    assertEquals(
        "<ul><li>a<ul><li>b<ol><li>c</li></ol></li><li>d</li></ul></li><li>e</li></ul>"
            + "\n<ol><li>f</li></ol>\n",
        HtmlExport.fragment(
            doc(
                text("a"), line("list", "bullet"),
                text("b"), line("list", "bullet", "indent", 1),
                text("c"), line("list", "ordered", "indent", 2),
                text("d"), line("list", "bullet", "indent", 1),
                text("e"), line("list", "bullet"),
                text("f"), line("list", "ordered")),
            Pictures.NONE));
  }

  @Test
  void itemThatJumpsDeeperIsOneStepDeeper() {
    assertEquals(
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>\n",
        HtmlExport.fragment(
            doc(
                text("a"), line("list", "bullet", "indent", 4),
                text("b"), line("list", "bullet", "indent", 8),
                text("c"), line("list", "bullet")),
            Pictures.NONE));
  }

  @Test
  void checkedAndUncheckedItemsShareAList() {
    assertEquals(
        "<ul><li><input type=\"checkbox\" checked disabled> a</li>"
            + "<li><input type=\"checkbox\" disabled> b</li></ul>\n",
        HtmlExport.fragment(
            doc(text("a"), line("list", "checked"), text("b"), line("list", "unchecked")),
            Pictures.NONE));
  }

  @Test
  void emptyLineIsKept() {
    assertEquals("<p><br></p>\n", HtmlExport.fragment(doc(line()), Pictures.NONE));
  }

  @Test
  void pageCarriesItsTitleEscaped() {
    assertEquals(
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>a &lt;b&gt;</title></head>"
            + "<body>\n<p>x</p>\n</body></html>\n",
        HtmlExport.page("a <b>", doc(text("x"), line()), Pictures.NONE));
  }
}
