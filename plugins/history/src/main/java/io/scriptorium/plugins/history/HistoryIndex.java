package io.scriptorium.plugins.history;

import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Documents;
import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.PluginStorage.Direction;
import io.scriptorium.plugin.PluginStorage.Entry;
import io.scriptorium.plugin.PluginStorage.Write;
import io.scriptorium.plugin.Revision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/**
 * What is known of one document's history without reading all of its log: kept in the plugin's
 * storage, brought up to the head from the log when it is asked for or when the document rests.
 * What it holds follows from the log alone, so that losing some of it, or making it twice, does no
 * harm.
 *
 * <p>Keys: {@code head}, the revision up to which all is indexed; {@code e/} and an episode's last
 * revision; {@code a/} and a revision, the authorship there; {@code w/} and an author's id, the
 * name he had last. Numbers have 16 digits. Usable from any thread, by one at a time.
 */
final class HistoryIndex {
  /** How many changes are read at once, and lie between two kept authorships at least. */
  private static final int PAGE = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DocumentId document;
  private final Documents documents;
  private final PluginStorage storage;

  private long head;
  private Optional<Episode> newest;
  private Authorship authorship;
  private long authorshipKept;

  HistoryIndex(DocumentId document, Documents documents, PluginStorage storage) {
    this.document = document;
    this.documents = documents;
    this.storage = storage;
    this.head = storage.get("head").map(Long::parseLong).orElse(0L);
    this.newest = last("e/").map(entry -> JSON.readValue(entry.value(), Episode.class));
    this.authorship = Authorship.initial();
    rememberAuthorship();
  }

  private void rememberAuthorship() {
    Optional<Entry> kept = keptAuthorship(head);
    authorshipKept = kept.map(entry -> number(entry.key())).orElse(0L);
    authorship = replayed(kept, head);
  }

  private Optional<Entry> last(String prefix) {
    return storage.list(prefix, Optional.empty(), Direction.DESCENDING, 1).stream().findFirst();
  }

  /** The revision up to which the log was read. */
  synchronized long head() {
    return head;
  }

  /** Reads a page of the log; false if there is no more. */
  synchronized boolean extend() {
    List<Change> changes = documents.changes(document, new Revision(head), PAGE);
    if (changes.isEmpty()) {
      return false;
    }
    List<Write> writes = new ArrayList<>();
    Authorship written = authorship;
    Optional<Episode> open = newest;
    for (Change change : changes) {
      written = written.after(change);
      Optional<Episode> current = open;
      if (current.isPresent() && current.get().takes(change)) {
        writes.add(new Write.Remove(episodeKey(current.get().to())));
        open = Optional.of(current.get().extended(change));
      } else {
        current.ifPresent(closed -> writes.add(put(closed)));
        open = Optional.of(Episode.of(change));
      }
      writes.add(new Write.Put("w/" + change.author().id(), change.author().name()));
    }
    open.ifPresent(episode -> writes.add(put(episode)));
    long reached = changes.getLast().revision().number();
    List<Authorship.Passage> passages = written.passages();
    boolean due = reached - authorshipKept >= Math.max(PAGE, passages.size());
    if (due) {
      writes.add(new Write.Put("a/" + digits(reached), JSON.writeValueAsString(passages)));
    }
    writes.add(new Write.Put("head", Long.toString(reached)));
    storage.write(lastOfEachKey(writes));
    head = reached;
    newest = open;
    authorship = written;
    authorshipKept = due ? reached : authorshipKept;
    return true;
  }

  /** Only the last write of each key counts. */
  private static List<Write> lastOfEachKey(List<Write> writes) {
    var last = new LinkedHashMap<String, Write>();
    writes.forEach(write -> last.put(write.key(), write));
    return List.copyOf(last.values());
  }

  private static Write put(Episode episode) {
    return new Write.Put(episodeKey(episode.to()), JSON.writeValueAsString(episode));
  }

  /** Episodes that end before a revision, newest first; all if it is 0. */
  synchronized List<Episode> episodes(long before, int limit) {
    Optional<String> beyond = before == 0 ? Optional.empty() : Optional.of(episodeKey(before));
    return storage.list("e/", beyond, Direction.DESCENDING, limit).stream()
        .map(entry -> JSON.readValue(entry.value(), Episode.class))
        .toList();
  }

  /** Who wrote what, at a revision that the log has. */
  synchronized Authorship authorshipAt(long revision) {
    return revision == head ? authorship : replayed(keptAuthorship(revision), revision);
  }

  /** The names of authors, by id, as they were last. */
  synchronized Optional<String> name(String author) {
    return storage.get("w/" + author);
  }

  private Optional<Entry> keptAuthorship(long atOrBefore) {
    return storage
        .list("a/", Optional.of("a/" + digits(atOrBefore + 1)), Direction.DESCENDING, 1)
        .stream()
        .findFirst();
  }

  private Authorship replayed(Optional<Entry> kept, long to) {
    long at = kept.map(entry -> number(entry.key())).orElse(0L);
    Authorship reached =
        kept.map(entry -> JSON.readValue(entry.value(), Authorship.Passage[].class))
            .map(passages -> Authorship.of(List.of(passages)))
            .orElseGet(Authorship::initial);
    while (at < to) {
      int limit = (int) Math.min(PAGE, to - at);
      List<Change> changes = documents.changes(document, new Revision(at), limit);
      if (changes.isEmpty()) {
        break;
      }
      for (Change change : changes) {
        reached = reached.after(change);
      }
      at = changes.getLast().revision().number();
    }
    return reached;
  }

  private static String episodeKey(long revision) {
    return "e/" + digits(revision);
  }

  private static long number(String key) {
    return Long.parseLong(key.substring(2));
  }

  private static String digits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
