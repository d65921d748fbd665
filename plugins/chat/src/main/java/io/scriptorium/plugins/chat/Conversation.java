package io.scriptorium.plugins.chat;

import io.scriptorium.plugin.PluginStorage;
import io.scriptorium.plugin.PluginStorage.Direction;
import io.scriptorium.plugin.PluginStorage.Entry;
import io.scriptorium.plugin.PluginStorage.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/**
 * What was said about one document, in the plugin's storage for it. Belongs to the plugin's thread.
 *
 * <p>Keys: {@code m/} and a message's id; {@code e/} and an event's number, whose value is the id
 * of the message it is about (only the last event of each message is kept); {@code k/client/n},
 * whose value is the id of the message that the client's n-th became. Numbers are written with 16
 * digits, so that their order is that of the keys.
 */
final class Conversation {
  /** How many messages a page has, and how many one synchronisation tells. */
  static final int PAGE = 50;

  /** The highest id and number of an event: what 16 digits hold. */
  private static final long HIGHEST = 9_999_999_999_999_999L;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PluginStorage storage;
  private long lastId;
  private long lastEvent;

  Conversation(PluginStorage storage) {
    this.storage = storage;
    this.lastId = newest("m/");
    this.lastEvent = newest("e/");
  }

  private long newest(String prefix) {
    return storage.list(prefix, Optional.empty(), Direction.DESCENDING, 1).stream()
        .findFirst()
        .map(entry -> Long.parseLong(entry.key().substring(prefix.length())))
        .orElse(0L);
  }

  /** Says something, unless the sender has said it before: then it is what it became. */
  Message post(String sender, long n, String author, String name, Instant now, String text) {
    Optional<Message> before =
        storage.get(senderKey(sender, n)).map(Long::parseLong).flatMap(this::find);
    if (before.isPresent()) {
      return before.get();
    }
    Message message =
        new Message(lastId + 1, lastEvent + 1, author, name, now.toEpochMilli(), null, false, text);
    keep(
        message,
        new ArrayList<>(List.of(new Write.Put(senderKey(sender, n), Long.toString(message.id())))));
    lastId = message.id();
    return message;
  }

  Message edit(Message message, Instant now, String text) {
    return change(message, message.edited(lastEvent + 1, now.toEpochMilli(), text));
  }

  Message delete(Message message) {
    return change(message, message.deleted(lastEvent + 1));
  }

  private Message change(Message before, Message after) {
    keep(after, new ArrayList<>(List.of(new Write.Remove(eventKey(before.event())))));
    return after;
  }

  private void keep(Message message, List<Write> writes) {
    writes.add(new Write.Put(messageKey(message.id()), JSON.writeValueAsString(message)));
    writes.add(new Write.Put(eventKey(message.event()), Long.toString(message.id())));
    storage.write(writes);
    lastEvent = message.event();
  }

  Optional<Message> find(long id) {
    return id > HIGHEST ? Optional.empty() : storage.get(messageKey(id)).map(Conversation::parse);
  }

  /** The messages before one, the newest of them, oldest first; before the end if it is 0. */
  Reply.Page page(long before) {
    Optional<String> beyond =
        before == 0 ? Optional.empty() : Optional.of(messageKey(Math.min(before, HIGHEST)));
    List<Entry> entries = storage.list("m/", beyond, Direction.DESCENDING, PAGE + 1);
    List<Message> messages =
        entries.stream().limit(PAGE).map(entry -> parse(entry.value())).toList().reversed();
    return new Reply.Page(messages, before, lastEvent, entries.size() > PAGE);
  }

  /** The messages that something happened to after an event, in order of what happened last. */
  Reply.Synced since(long event) {
    if (event >= lastEvent) {
      return new Reply.Synced(List.of(), lastEvent, false);
    }
    List<Entry> entries =
        storage.list("e/", Optional.of(eventKey(event)), Direction.ASCENDING, PAGE + 1);
    List<Message> messages =
        entries.stream()
            .limit(PAGE)
            .flatMap(entry -> find(Long.parseLong(entry.value())).stream())
            .toList();
    boolean more = entries.size() > PAGE;
    long reached = more ? messages.getLast().event() : lastEvent;
    return new Reply.Synced(messages, reached, more);
  }

  private static Message parse(String json) {
    return JSON.readValue(json, Message.class);
  }

  private static String messageKey(long id) {
    return "m/" + digits(id);
  }

  private static String eventKey(long event) {
    return "e/" + digits(event);
  }

  private static String senderKey(String sender, long n) {
    return "k/" + sender + "/" + n;
  }

  private static String digits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
