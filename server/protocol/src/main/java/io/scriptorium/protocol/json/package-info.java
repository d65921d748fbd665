/**
 * The JSON form of the messages and of deltas.
 *
 * <p>Three types to know: {@link io.scriptorium.protocol.json.ClientMessageJson} and {@link
 * io.scriptorium.protocol.json.ServerMessageJson} turn a frame's text into a message and back,
 * {@link io.scriptorium.protocol.json.DeltaJson} does the same for a delta alone. What comes in is
 * checked once, here, and completely: behind this package a message has all that its type asks for,
 * and a delta is one. What does not pass is a {@link
 * io.scriptorium.protocol.json.BadMessageException} or, where only the delta of an edit is at
 * fault, a {@link io.scriptorium.protocol.json.MalformedDeltaException}; their texts say what was
 * got and what was expected, and never quote a document.
 *
 * {@snippet class="io.scriptorium.protocol.json.OneFrameTest" region="frame"}
 *
 * <p>Frames are read and written in one pass, token by token, with no tree between.
 */
@NullMarked
package io.scriptorium.protocol.json;

import org.jspecify.annotations.NullMarked;
