package io.scriptorium.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.RichText;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.json.ServerMessageJson;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the clients of one document share, so that none of them has to keep it. */
final class Room {
  /** Those who lag behind ask for frames that others had before: not for long, or it is no help. */
  private static final int REMEMBERED = 256;

  private final String document;
  private final Map<ByteBuffer, ServerMessage> decoded =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, ServerMessage> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final List<Delta> changes = new ArrayList<>();
  private RichText start = RichText.empty();
  private long startRevision = -1;
  private int tokens;

  Room(String document) {
    this.document = document;
  }

  String document() {
    return document;
  }

  /** How many tokens were typed here. */
  int tokens() {
    return tokens;
  }

  /** One more is typed. */
  void typed() {
    tokens++;
  }

  /** A message, decoded once however many are sent it. */
  ServerMessage decode(byte[] frame) {
    return decoded.computeIfAbsent(
        ByteBuffer.wrap(frame), bytes -> ServerMessageJson.decode(new String(frame, UTF_8)));
  }

  /** Somebody joined; the first one's content is what the record goes on from. */
  void joined(long revision, Delta content) {
    if (startRevision < 0) {
      startRevision = revision;
      start = RichText.of(content);
    }
  }

  /** Whether a change agrees with what everybody else was sent as this revision. */
  boolean agrees(long revision, Delta change) {
    long at = revision - startRevision - 1;
    if (at == changes.size()) {
      changes.add(change);
      return true;
    }
    return at < changes.size() && changes.get((int) at).equals(change);
  }

  /** The newest revision that anybody was sent. */
  long head() {
    return startRevision + changes.size();
  }

  /** The text that all of it makes. */
  String text() {
    RichText content = start;
    for (Delta change : changes) {
      content = content.apply(change);
    }
    return content.text();
  }
}
