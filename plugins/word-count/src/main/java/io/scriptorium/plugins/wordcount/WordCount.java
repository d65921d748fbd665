package io.scriptorium.plugins.wordcount;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.Delivery;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.Snapshot;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells everybody in a document how long it is, soon after somebody came or wrote. */
public final class WordCount implements Plugin {
  private static final Pattern CHARACTER = Pattern.compile("(?![\\n\\uFFFC])\\X");

  /** One ideograph, or letters and digits with what may stand between them. */
  private static final Pattern WORD =
      Pattern.compile(
          "\\p{IsIdeographic}|[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'’.,&&\\P{IsIdeographic}]*+");

  private final Set<DocumentId> due = new HashSet<>();

  @SuppressWarnings("NullAway.Init") // start comes first
  private PluginContext context;

  @Override
  public String name() {
    return "word-count";
  }

  @Override
  public Delivery delivery() {
    return Delivery.LIVE;
  }

  @Override
  public void start(PluginContext context) {
    this.context = context;
  }

  @Override
  public void onJoin(SessionView session) {
    countSoon(session.document());
  }

  @Override
  public void onChange(DocumentId document, Change change, Snapshot after) {
    countSoon(document);
  }

  /** Many keystrokes are counted together: counting a long text takes longer than one of them. */
  private void countSoon(DocumentId document) {
    if (due.add(document)) {
      context.schedule().after(Duration.ofMillis(300), () -> count(document));
    }
  }

  private void count(DocumentId document) {
    due.remove(document);
    var newest = context.documents().newest(document);
    newest.ifPresent(it -> context.channel().toDocument(document, count(it.content().text())));
  }

  private static String count(String text) {
    var words = WORD.matcher(text).results().count();
    var characters = CHARACTER.matcher(text).results().count();
    var paragraphs = text.lines().filter(line -> !line.isBlank()).count();
    return "[" + words + "," + characters + "," + paragraphs + "]";
  }
}
