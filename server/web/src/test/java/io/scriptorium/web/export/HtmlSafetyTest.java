package io.scriptorium.web.export;

import static io.scriptorium.web.export.Writing.doc;
import static io.scriptorium.web.export.Writing.embed;
import static io.scriptorium.web.export.Writing.line;
import static io.scriptorium.web.export.Writing.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Whatever was put into a document, only what this table of tags and attributes names comes out.
 */
class HtmlSafetyTest {
  private static final Set<String> TAGS =
      Set.of(
          "p",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "blockquote",
          "pre",
          "code",
          "ul",
          "ol",
          "li",
          "strong",
          "em",
          "u",
          "s",
          "a",
          "span",
          "img",
          "br",
          "input");
  private static final Map<String, Pattern> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("href", Pattern.compile("(?i)(https?:|mailto:).*|[^:]*|[^:]*[/?#].*")),
          Map.entry(
              "src", Pattern.compile("(?i)data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")),
          Map.entry("alt", Pattern.compile("(?s).*")),
          Map.entry("rel", Pattern.compile("noopener noreferrer")),
          Map.entry("class", Pattern.compile("language-[A-Za-z0-9+#-]+")),
          Map.entry("type", Pattern.compile("checkbox")),
          Map.entry("checked", Pattern.compile("")),
          Map.entry("disabled", Pattern.compile("")),
          Map.entry(
              "style",
              Pattern.compile(
                  "((text-align:(center|right|justify)|margin-inline-start:\\d+em"
                      + "|(background-)?color:([A-Za-z]+|#[0-9A-Fa-f]+|rgba?\\([0-9., ]+\\)))"
                      + "(;|$))+")));

  static final List<String> ATTACKS =
      List.of(
          "<script>alert(1)</script>",
          "</p><script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "\"><svg onload=alert(1)>",
          "' onmouseover='alert(1)",
          "\" onmouseover=\"alert(1)",
          "javascript:alert(1)",
          "JaVaScRiPt:alert(1)",
          " javascript:alert(1)",
          "\tjavascript:alert(1)",
          "java\nscript:alert(1)",
          "java\tscript:alert(1)",
          "\u0000javascript:alert(1)",
          "\u0001javascript:alert(1)",
          "\u00a0javascript:alert(1)",
          "\u2028javascript:alert(1)",
          "javascript&colon;alert(1)",
          "&#106;avascript:alert(1)",
          "javascript://example.org/%0aalert(1)",
          "vbscript:msgbox(1)",
          "data:text/html,<script>alert(1)</script>",
          "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
          "data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+",
          "data:image/svg+xml,<svg onload=alert(1)>",
          "data:image/png;base64,AAAA\" onerror=\"alert(1)",
          "data:image/png,<script>alert(1)</script>",
          "file:///etc/passwd",
          "blob:https://example.org/1",
          "https://example.org/\" onclick=\"alert(1)",
          "https://example.org/'><script>alert(1)</script>",
          "red;background:url(javascript:alert(1))",
          "red\" onclick=\"alert(1)",
          "expression(alert(1))",
          "url(https://example.org/track.png)",
          "#fff;position:fixed;inset:0",
          "rgb(1,2,3);behavior:url(x)",
          "rgb(calc(1),2,3)",
          "java\" onclick=\"alert(1)",
          "center;color:red",
          "--></title></style></textarea><script>alert(1)</script>",
          "<!--",
          "<![CDATA[",
          "<?php",
          "\ufeff<script>alert(1)</script>",
          "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e");

  @ParameterizedTest
  @FieldSource("ATTACKS")
  void attackComesOutAsTextOrNotAtAll(String attack) {
    check(
        doc(
            text(attack.replace('\n', ' '), "link", attack, "color", attack, "background", attack),
            embed("image", attack, "alt", attack, "width", attack, "onerror", attack),
            embed(attack, attack, "link", attack),
            text("x", attack, attack),
            line("align", attack, "list", attack, "code-block", attack, "header", attack),
            text("y"),
            line("code-block", attack),
            text("z"),
            line("list", "bullet", "indent", attack)));
  }

  @Test
  void attackInATitleComesOutAsText() {
    for (String attack : ATTACKS) {
      var page = Jsoup.parse(HtmlExport.page(attack, doc(text("x"), line()), Pictures.NONE));
      assertEquals(0, page.select("script, svg, img").size(), attack);
      assertEquals(1, page.head().select("title").size(), attack);
    }
  }

  @Test
  void randomDocumentsComeOutSafe() {
    long seed = Long.getLong("scriptorium.seed", System.nanoTime());
    System.getLogger("test").log(System.Logger.Level.INFO, "-Dscriptorium.seed=" + seed);
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      RichText document = randomDocument(random);
      try {
        check(document);
      } catch (AssertionError failure) {
        throw new AssertionError(
            "-Dscriptorium.seed=" + seed + " document " + i + ": " + document.toDelta(), failure);
      }
    }
  }

  private static RichText randomDocument(Random random) {
    var ops = new ArrayList<Op>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      ops.add(
          switch (random.nextInt(4)) {
            case 0 -> embed(pick(random, EMBEDS), pick(random, ATTACKS), randomFormat(random));
            case 1 -> line(randomFormat(random));
            default -> text(pick(random, ATTACKS), randomFormat(random));
          });
    }
    ops.add(line(randomFormat(random)));
    return doc(ops);
  }

  private static final List<String> EMBEDS = List.of("image", "video", "formula", "<b>");
  private static final List<String> NAMES =
      List.of(
          "bold",
          "italic",
          "underline",
          "strike",
          "code",
          "link",
          "color",
          "background",
          "align",
          "list",
          "indent",
          "header",
          "blockquote",
          "code-block",
          "alt",
          "onclick",
          "style");
  private static final List<Object> VALUES =
      List.of(
          true,
          false,
          1,
          2,
          3.5,
          -1,
          1e300,
          "bullet",
          "ordered",
          "checked",
          "center",
          "right",
          "#fff",
          "rgba(1,2,3,0.5)",
          "red",
          "https://example.org/a?b=c&d",
          "java",
          "../x");

  private static Object[] randomFormat(Random random) {
    var format = new ArrayList<Object>();
    for (int i = random.nextInt(5); i > 0; i--) {
      format.add(pick(random, NAMES));
      format.add(random.nextBoolean() ? pick(random, VALUES) : pick(random, ATTACKS));
    }
    return format.toArray();
  }

  private static <T> T pick(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static void check(RichText document) {
    String html = HtmlExport.fragment(document, Pictures.NONE);
    var parser = Parser.htmlParser().setTrackErrors(10);
    var body = Jsoup.parse(HtmlExport.page("t", document, Pictures.NONE), "", parser).body();
    assertEquals(List.of(), parser.getErrors(), html);
    for (Element element : body.getAllElements()) {
      if (!element.equals(body)) {
        check(element, html);
      }
    }
    assertEquals(openings(html), body.getAllElements().size() - 1, "every tag stays itself");
  }

  private static void check(Element element, String html) {
    assertTrue(TAGS.contains(element.normalName()), () -> element.tagName() + " in " + html);
    element
        .attributes()
        .forEach(attribute -> {
          var form = ATTRIBUTES.get(attribute.getKey());
          assertTrue(
              form != null && form.matcher(attribute.getValue()).matches(),
              () -> attribute + " in " + html);
        });
  }

  private static long openings(String html) {
    return Pattern.compile("<[a-z]").matcher(html).results().count();
  }
}
