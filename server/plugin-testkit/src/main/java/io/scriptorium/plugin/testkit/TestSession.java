package io.scriptorium.plugin.testkit;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.Role;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SessionView;
import io.scriptorium.plugin.SubmitResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who has a {@link TestDocument} open: the browser's side of the plugin's channel. */
public final class TestSession {
  private final TestDocument document;
  private final SessionId id;
  private final ClientId client;
  private final Author author;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private Role role;
  private boolean isOpen = true;

  TestSession(TestDocument document, SessionId id, ClientId client, Author author, Role role) {
    this.document = document;
    this.id = id;
    this.client = client;
    this.author = author;
    this.role = role;
  }

  /** As the plugin sees it. */
  public SessionView view() {
    return new SessionView(document.id(), id, client, author, role);
  }

  /** Who this is, to ask what he may see. */
  public Asker asker() {
    return Asker.of(view());
  }

  /** The document that is open. */
  public TestDocument document() {
    return document;
  }

  /** Types a text at the end of the document, before its last newline, as one edit. */
  public SubmitResult type(String text) {
    return insert(document.content().length() - 1, text);
  }

  /** Types a text at a position, as one edit. */
  public SubmitResult insert(int position, String text) {
    return submit(at(position, new Op.Insert(text, Attributes.NONE)));
  }

  /** Deletes so many code units from a position on. */
  public SubmitResult delete(int position, int length) {
    return submit(at(position, new Op.Delete(length)));
  }

  private static Delta at(int position, Op op) {
    return position == 0 ? Delta.of(op) : Delta.of(new Op.Retain(position, Attributes.NONE), op);
  }

  /** Makes an edit of the document as it is now. */
  public SubmitResult submit(Delta delta) {
    return submit(document.revision(), delta);
  }

  /** Makes an edit of the document as it was, as somebody does who has not seen the rest yet. */
  public SubmitResult submit(Revision base, Delta delta) {
    requireOpen();
    var result = document.submit(view(), document.server().nextNumber(), base, delta);
    document.server().settle();
    return result;
  }

  /**
   * Sends the plugin a message, as its browser half would.
   *
   * @param body JSON text
   */
  public void send(String body) {
    requireOpen();
    document.server().sent(view(), JsonSyntax.require(body));
  }

  /** All that the plugin has sent to this session, in order, as JSON texts. */
  public List<String> received() {
    return List.copyOf(received);
  }

  /** The last of {@link #received}. */
  public String lastReceived() {
    if (received.isEmpty()) {
      throw new AssertionError(author.name() + " has received nothing");
    }
    return received.getLast();
  }

  /** What was received since this was last asked. */
  public List<String> takeReceived() {
    var taken = received();
    received.clear();
    return taken;
  }

  /** Goes on in another role. */
  public void become(Role newRole) {
    role = newRole;
  }

  /** Closes the document, or loses the connection; nothing happens the second time. */
  public void leave() {
    if (isOpen) {
      isOpen = false;
      document.left(this);
    }
  }

  /** The same replica in a new session, as after a lost connection. */
  public TestSession reconnect() {
    leave();
    return document.join(client, author, role);
  }

  void receive(String body) {
    received.add(body);
  }

  private void requireOpen() {
    if (!isOpen) {
      throw new IllegalStateException(
          author.name() + " has left document \"" + document.id() + "\"");
    }
  }
}
