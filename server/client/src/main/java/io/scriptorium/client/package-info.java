/**
 * A client in Java: connects, follows a document's changes, submits its own, and comes back after a
 * lost connection without losing any.
 *
 * <p>{@link io.scriptorium.client.DocumentClient} is what a program opens:
 *
 * {@snippet :
 * var settings = ClientSettings.of(server, "welcome").named("Robot");
 * var listener =
 *     new ClientListener() {
 *       @Override
 *       public void changed(Delta change, RichText content) {
 *         show.accept(content.text());
 *       }
 *     };
 * try (var document = DocumentClient.open(settings, listener)) {
 *   var greeting = new Op.Insert("Hello.", Attributes.NONE);
 *   long revision = document.edit(content -> Delta.of(greeting)).join();
 *   show.accept("saved as revision " + revision);
 * }
 * }
 *
 * <p>It is a thread and a socket around {@link io.scriptorium.client.Conversation}, which speaks
 * the protocol over one connection after the other and is given its time, its chance and its
 * network. That again keeps a {@link io.scriptorium.client.Replica}: the copy of the document and
 * its three states, a value whose methods are pure functions.
 */
@NullMarked
package io.scriptorium.client;

import org.jspecify.annotations.NullMarked;
