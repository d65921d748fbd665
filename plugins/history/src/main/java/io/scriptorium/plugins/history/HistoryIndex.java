package io.scriptorium.plugins.history;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.PluginStorage.Direction;
import io.scriptorium.plugin.PluginStorage.Write;
import io.scriptorium.plugin.Revision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import tools.jackson.databind.ObjectMapper;

/**
 * What is known of one document's history without reading all of its log: kept in the plugin's
 * storage, brought up to the head from the log when it is asked for or when the document rests.
 * What it holds follows from the log alone, so that losing some of it, or making it twice, does no
 * harm.
 *
 * <p>Keys: {@code head}, the revision up to which all is indexed; {@code e/} and an episode's last
 * revision; {@code d/}, a level and the last revision of a {@link Span}, what was done in it;
 * {@code w/} and an author's id, the name he had last. Revisions have 16 digits. Nothing is kept in
 * memory. Usable from any thread.
 */
final class HistoryIndex {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DocumentId document;
  private final Documents documents;
  private final PluginStorage storage;
  private final Lock turn;

  /**
   * @param turn held while the document's index is extended, by whatever instance
   */
  HistoryIndex(DocumentId document, Documents documents, PluginStorage storage, Lock turn) {
    this.document = document;
    this.documents = documents;
    this.storage = storage;
    this.turn = turn;
  }

  /** The revision up to which the log was read. */
  long head() {
    return storage.get("head").map(Long::parseLong).orElse(0L);
  }

  /** Reads the log up to a revision, if it has come that far. */
  void reach(long revision) {
    while (head() < revision && extend()) {
      // A page at a time.
    }
  }

  /** Reads the log up to the end of a span, or up to its head; false if there is no more. */
  boolean extend() {
    turn.lock();
    try {
      long head = head();
      int limit = (int) (Span.SHORTEST - head % Span.SHORTEST);
      List<Change> changes = documents.changes(document, new Revision(head), limit);
      if (!changes.isEmpty()) {
        extend(changes);
      }
      return !changes.isEmpty();
    } finally {
      turn.unlock();
    }
  }

  private void extend(List<Change> changes) {
    long reached = changes.getLast().revision().number();
    Map<String, Write> writes = new LinkedHashMap<>();
    episodes(changes).forEach(write -> writes.put(write.key(), write));
    for (Change change : changes) {
      var name = new Write.Put("w/" + change.author().id(), change.author().name());
      writes.put(name.key(), name);
    }
    spans(reached).forEach(write -> writes.put(write.key(), write));
    var head = new Write.Put("head", Long.toString(reached));
    writes.put(head.key(), head);
    storage.write(List.copyOf(writes.values()));
  }

  private List<Write> episodes(List<Change> changes) {
    List<Write> writes = new ArrayList<>();
    Optional<Episode> open = episodes(0, 1).stream().findFirst();
    open.ifPresent(before -> writes.add(new Write.Remove(episodeKey(before.to()))));
    for (Change change : changes) {
      Optional<Episode> current = open;
      if (current.isPresent() && current.get().takes(change)) {
        open = Optional.of(current.get().extended(change));
      } else {
        current.ifPresent(closed -> writes.add(put(closed)));
        open = Optional.of(Episode.of(change));
      }
    }
    open.ifPresent(episode -> writes.add(put(episode)));
    return writes;
  }

  private static Write put(Episode episode) {
    return new Write.Put(episodeKey(episode.to()), JSON.writeValueAsString(episode));
  }

  /** The spans that end at a revision; each is put together from those of the level below. */
  private List<Write> spans(long end) {
    List<Write> writes = new ArrayList<>();
    for (Span span : Span.endingAt(end)) {
      List<Deeds> pieces = new ArrayList<>();
      span.pieces().forEach(piece -> pieces.add(deeds(piece, writes)));
      String text =
          DeedsText.write(
              pieces.isEmpty() ? Deeds.ofAll(log(span.start(), end)) : Deeds.all(pieces));
      if (text.length() > PluginStorage.MAX_VALUE_CHARS) {
        return writes; // and none longer than this one; they are read piece by piece
      }
      writes.add(new Write.Put(key(span), text));
    }
    return writes;
  }

  /** From what is about to be kept, from what is, or from the log. */
  private Deeds deeds(Span span, List<Write> fresh) {
    for (Write write : fresh) {
      if (write instanceof Write.Put(String key, String value) && key.equals(key(span))) {
        return DeedsText.read(value);
      }
    }
    return kept(span).orElseGet(() -> between(span.start(), span.end(), span.level() - 1));
  }

  private Optional<Deeds> kept(Span span) {
    return storage.get(key(span)).map(DeedsText::read);
  }

  /** What was done after a revision, up to another that the log has. */
  Deeds between(long from, long to) {
    return between(from, to, Span.HIGHEST);
  }

  /** From spans as long as there are, of a level at most; the log has what is before and after. */
  private Deeds between(long from, long to, int highest) {
    List<Deeds> deeds = new ArrayList<>();
    long at = from;
    while (at < to) {
      Optional<Span> span = Optional.empty();
      Optional<Deeds> known = Optional.empty();
      for (int level = highest; level >= 0 && known.isEmpty(); level--) {
        span = Span.startingAt(at, level).filter(candidate -> candidate.end() <= to);
        known = span.flatMap(this::kept);
      }
      long end = known.isPresent() ? span.orElseThrow().end() : Math.min(to, Span.endAfter(at));
      deeds.add(known.isPresent() ? known.get() : Deeds.ofAll(log(at, end)));
      at = end;
    }
    return Deeds.all(deeds);
  }

  private List<Change> log(long from, long to) {
    List<Change> changes = documents.changes(document, new Revision(from), (int) (to - from));
    if (changes.size() < to - from) {
      throw new IllegalStateException(
          "expected the changes of document %s after %d up to %d, got %d"
              .formatted(document, from, to, changes.size()));
    }
    return changes;
  }

  /** Episodes that end before a revision, newest first; all if it is 0. */
  List<Episode> episodes(long before, int limit) {
    Optional<String> beyond = before == 0 ? Optional.empty() : Optional.of(episodeKey(before));
    return storage.list("e/", beyond, Direction.DESCENDING, limit).stream()
        .map(entry -> JSON.readValue(entry.value(), Episode.class))
        .toList();
  }

  /** The name of an author, by id, as it was last. */
  Optional<String> name(String author) {
    return storage.get("w/" + author);
  }

  private static String episodeKey(long revision) {
    return "e/" + digits(revision);
  }

  private static String key(Span span) {
    return "d/" + span.level() + "/" + digits(span.end());
  }

  private static String digits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
