/**
 * Who is here: carets and selections of everybody in a document, who is typing, and where each one
 * looks.
 *
 * <p>{@link Presence} is the plugin: a {@link Room} for each document that somebody has open, and a
 * tick that tells each room's news, so that a client gets at most one message in a tick however
 * many people move. A {@link Person} is somebody in a room, with his {@link Selection}, which is
 * carried over every change. Nothing is ever stored.
 */
@NullMarked
package io.scriptorium.plugins.presence;

import org.jspecify.annotations.NullMarked;
