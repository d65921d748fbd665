/**
 * The WebSocket edge: {@code /ws/documents/{id}}.
 *
 * <p>A {@link io.scriptorium.web.socket.HandshakeFilter} turns away what may not come in, {@link
 * io.scriptorium.web.socket.DocumentEndpoint} decodes what arrives and hands it to the engine's
 * session, and {@link io.scriptorium.web.socket.SocketConnection} is the one thread that writes.
 * The threads that the container calls us on never wait for a disk, a socket or another client.
 */
@NullMarked
package io.scriptorium.web.socket;

import org.jspecify.annotations.NullMarked;
