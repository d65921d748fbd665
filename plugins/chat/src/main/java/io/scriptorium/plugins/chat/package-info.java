/**
 * A conversation beside each document.
 *
 * <p>{@link Chat} is the plugin. A {@link Conversation} is what was said about one document: {@link
 * Message messages}, numbered, each change of them an <em>event</em> with a number of its own. A
 * client that remembers the last event it saw misses nothing over a lost connection, and one that
 * sends a message again under the same number (of its own) is answered with the message that it
 * became the first time: the same rule as for edits.
 */
@NullMarked
package io.scriptorium.plugins.chat;

import org.jspecify.annotations.NullMarked;
