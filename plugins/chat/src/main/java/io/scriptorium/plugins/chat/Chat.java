package io.scriptorium.plugins.chat;

import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Plugin;
import io.scriptorium.plugin.PluginContext;
import io.scriptorium.plugin.PluginMessage;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SessionView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A conversation beside each document: kept, paged, without loss or doubles. */
public final class Chat implements Plugin {
  /** The longest message, in UTF-16 code units. */
  static final int LONGEST = 4_000;

  private final Map<DocumentId, Room> rooms = new HashMap<>();
  private @Nullable PluginContext context;

  /** A document that somebody has open. */
  private record Room(Conversation conversation, Map<SessionId, Allowance> sessions) {}

  @Override
  public String name() {
    return "chat";
  }

  /** Who may read the document reads along; who may comment says something, too. */
  @Override
  public Role messageRole(String body) {
    return Request.read(body).map(Chat::roleFor).orElse(Role.VIEWER);
  }

  private static Role roleFor(Request request) {
    return switch (request) {
      case Request.Page _, Request.Sync _ -> Role.VIEWER;
      case Request.Post _, Request.Edit _, Request.Delete _ -> Role.COMMENTER;
    };
  }

  @Override
  public void start(PluginContext given) {
    context = given;
  }

  @Override
  public void onJoin(SessionView session) {
    Room room = rooms.computeIfAbsent(session.document(), this::open);
    room.sessions().put(session.id(), new Allowance(host().clock().instant()));
    reply(session, new Reply.You(session.author().id()));
    tellWhoIsHere(session.document());
  }

  private Room open(DocumentId document) {
    return new Room(new Conversation(host().storage(document)), new HashMap<>());
  }

  @Override
  public void onLeave(SessionView session) {
    Room room = rooms.get(session.document());
    if (room == null) {
      return;
    }
    room.sessions().remove(session.id());
    if (room.sessions().isEmpty()) {
      rooms.remove(session.document());
    } else {
      tellWhoIsHere(session.document());
    }
  }

  @Override
  public void onDocumentDeleted(DocumentId document) {
    rooms.remove(document);
  }

  private void tellWhoIsHere(DocumentId document) {
    List<String> names =
        host().documents().sessions(document).stream()
            .map(session -> session.author().name())
            .distinct()
            .sorted()
            .toList();
    host().channel().toDocument(document, new Reply.People(names).json());
  }

  @Override
  public void onMessage(PluginMessage message) {
    SessionView session = message.session();
    Room room = rooms.get(session.document());
    if (room == null) {
      return;
    }
    Request.read(message.body()).ifPresent(request -> carryOut(request, session, room));
  }

  private void carryOut(Request request, SessionView session, Room room) {
    Conversation conversation = room.conversation();
    switch (request) {
      case Request.Page(long before) -> reply(session, conversation.page(before));
      case Request.Sync(long after) -> reply(session, conversation.since(after));
      case Request.Post post ->
          objection(post.text(), session, room)
              .ifPresentOrElse(
                  why -> reply(session, new Reply.Refused("post", post.n(), why)),
                  () -> sent(post.n(), session, post(post, session, conversation)));
      case Request.Edit edit ->
          own(edit.id(), session, conversation)
              .ifPresentOrElse(
                  message -> edit(edit, message, session, room),
                  () -> reply(session, notYours("edit", edit.id())));
      case Request.Delete(long id) ->
          own(id, session, conversation)
              .ifPresentOrElse(
                  message -> tellAll(session, conversation.delete(message)),
                  () -> reply(session, notYours("delete", id)));
    }
  }

  private void sent(long n, SessionView session, Message message) {
    reply(session, new Reply.Sent(n, message));
    tellAll(session, message);
  }

  private Message post(Request.Post post, SessionView session, Conversation conversation) {
    return conversation.post(
        post.sender().isEmpty() ? session.client().value() : post.sender(),
        post.n(),
        session.author().id(),
        session.author().name(),
        host().clock().instant(),
        post.text().strip());
  }

  private void edit(Request.Edit edit, Message message, SessionView session, Room room) {
    Optional<String> objection = objection(edit.text(), session, room);
    if (objection.isPresent()) {
      reply(session, new Reply.Refused("edit", edit.id(), objection.get()));
      return;
    }
    String text = edit.text().strip();
    tellAll(session, room.conversation().edit(message, host().clock().instant(), text));
  }

  /** Why this cannot be said, if it cannot. */
  private Optional<String> objection(String text, SessionView session, Room room) {
    if (text.isBlank()) {
      return Optional.of("There is nothing in this message.");
    }
    if (text.length() > LONGEST) {
      return Optional.of(
          "This message has "
              + text.length()
              + " characters; a message has at most "
              + LONGEST
              + ".");
    }
    Allowance allowance = room.sessions().get(session.id());
    if (allowance != null && !allowance.take(host().clock().instant())) {
      return Optional.of("These were many messages at once. Wait a few seconds.");
    }
    return Optional.empty();
  }

  private static Optional<Message> own(long id, SessionView session, Conversation conversation) {
    return conversation
        .find(id)
        .filter(message -> message.author().equals(session.author().id()))
        .filter(message -> !message.deleted());
  }

  private static Reply notYours(String request, long id) {
    return new Reply.Refused(
        request, id, "Only who wrote a message can change or delete it, as long as it is there.");
  }

  private void reply(SessionView session, Reply reply) {
    host().channel().toSession(session.document(), session.id(), reply.json());
  }

  private void tellAll(SessionView session, Message message) {
    host().channel().toDocument(session.document(), new Reply.Said(message).json());
  }

  private PluginContext host() {
    PluginContext given = context;
    if (given == null) {
      throw new IllegalStateException("the chat plugin was not started");
    }
    return given;
  }
}
