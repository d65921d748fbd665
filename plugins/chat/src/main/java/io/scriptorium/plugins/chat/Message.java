package io.scriptorium.plugins.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said.
 *
 * @param id its number in the conversation, from 1
 * @param event the number of what happened to it last: rises over the whole conversation
 * @param author the author's id; his display name is {@code name}
 * @param time when it was said, in milliseconds since 1970
 * @param edited when its author last changed it; null if never
 * @param text empty once it is deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Message(
    long id,
    long event,
    String author,
    String name,
    long time,
    @Nullable Long edited,
    boolean deleted,
    String text) {

  Message edited(long newEvent, long now, String newText) {
    return new Message(id, newEvent, author, name, time, now, false, newText);
  }

  Message deleted(long newEvent) {
    return new Message(id, newEvent, author, name, time, edited, true, "");
  }
}
