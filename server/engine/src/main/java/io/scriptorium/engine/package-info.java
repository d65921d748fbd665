/**
 * One order for each document's edits: made durable before anybody is shown them, each counted
 * once. Knows neither JSON nor Jakarta nor SQL; what it needs of those are ports.
 *
 * <p>Three types to know: {@link io.scriptorium.engine.DocumentServer}, which the edge constructs
 * from {@link io.scriptorium.engine.ServerParts}; {@link io.scriptorium.engine.Session}, one client
 * in one document, which the edge hands what arrives and asks what to write; {@link
 * io.scriptorium.engine.ChangeLog}, the port behind which everything is kept.
 *
 * <p>Inside, read {@code Sequencer} first, then {@code OpenDocument} and {@code Admission} for how
 * sessions come and go, and {@code Cursor} for what they are sent. A document has one thread, its
 * mailbox; each class says which of its methods belong there.
 *
 * {@snippet :
 * Session session = server.connect(document, Optional.empty(), connection);
 * session.receive(new ClientMessage.Join("client-1", Optional.empty(), Optional.empty(), Optional.empty()));
 * switch (session.poll()) { // by the connection's writer, whenever it was woken
 *   case Outbound.Frame frame -> write(frame.text());
 *   case Outbound.Close close -> close(close.code(), close.reason());
 *   case Outbound.Nothing nothing -> park();
 * }
 * }
 */
@NullMarked
package io.scriptorium.engine;

import org.jspecify.annotations.NullMarked;
