package io.scriptorium.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import io.scriptorium.delta.RichText;
import io.scriptorium.engine.ChangeLog;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SubmissionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of one document know, kept outside of the process that dies: the edits that were
 * acknowledged, the one that each has in flight; and how far the log was checked against it.
 */
final class Ledger {
  /** How many changes are read at once. */
  private static final long PAGE = 10_000;

  private final DocumentId document;
  private final Map<String, Client> clients = new HashMap<>();
  private final Map<SubmissionId, Long> acknowledged = new HashMap<>();

  private final Map<SubmissionId, Long> committed = new HashMap<>();
  private RichText content = RichText.empty();
  private long head;

  private static final class Client {
    long seq;
    @Nullable String inFlight;
  }

  Ledger(DocumentId document, List<String> names) {
    this.document = document;
    names.forEach(name -> clients.put(name, new Client()));
  }

  DocumentId document() {
    return document;
  }

  int acknowledged() {
    return acknowledged.size();
  }

  /** What the next process is told of the clients. */
  List<String> input() {
    List<String> lines = new ArrayList<>();
    clients.forEach((name, client) ->
        lines.add(
            document
                + " "
                + name
                + " "
                + client.seq
                + (client.inFlight == null ? "" : " " + client.inFlight)));
    return lines;
  }

  /** A client has sent an edit, or sent it again. */
  void sent(String name, long seq, String baseAndDelta) {
    Client client = client(name);
    client.seq = seq;
    client.inFlight = baseAndDelta;
  }

  /** A client was told that its edit is durable. */
  void acked(String name, long seq, long revision) {
    Client client = client(name);
    SubmissionId id = new SubmissionId(new ClientId(name), seq);
    Long before = acknowledged.putIfAbsent(id, revision);
    if (before != null && before != revision) {
      fail(id + " was acknowledged at revision " + before + " and then at " + revision);
    }
    if (client.seq == seq) {
      client.inFlight = null;
    }
  }

  private Client client(String name) {
    Client client = clients.get(name);
    if (client == null) {
      throw new IllegalArgumentException("no client " + name + " in " + document);
    }
    return client;
  }

  /** Reads what was appended since the last time, and compares. */
  void check(ChangeLog log) {
    for (List<Change> page = next(log); !page.isEmpty(); page = next(log)) {
      for (Change change : page) {
        head++;
        assertEquals(head, change.revision().number(), "revisions are contiguous");
        Long before = committed.put(change.id(), head);
        assertNull(before, () -> change.id() + " is at " + before + " and again at " + head);
        content = content.apply(change.delta());
      }
    }
    acknowledged.forEach((id, revision) ->
        assertEquals(revision, committed.get(id), () -> "acknowledged edit " + id));
    assertOpens(log);
  }

  private List<Change> next(ChangeLog log) {
    return log.read(document, new Revision(head), new Revision(head + PAGE));
  }

  /** Snapshot and tail are the log's content. */
  private void assertOpens(ChangeLog log) {
    ChangeLog.Stored stored = log.open(document).orElseThrow();
    RichText opened = stored.snapshot().content();
    for (Change change : stored.tail()) {
      opened = opened.apply(change.delta());
    }
    assertEquals(head, stored.snapshot().revision().number() + stored.tail().size());
    assertEquals(content.toDelta(), opened.toDelta());
  }

  /** Reads the whole log once more: nothing that was there before may have changed. */
  void checkFromTheStart(ChangeLog log) {
    long expected = head;
    content = RichText.empty();
    head = 0;
    committed.clear();
    check(log);
    assertEquals(expected, head);
  }
}
