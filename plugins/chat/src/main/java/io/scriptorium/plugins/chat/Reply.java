package io.scriptorium.plugins.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import tools.jackson.databind.ObjectMapper;

/** What clients are told. */
sealed interface Reply {
  /** A message is new, or was changed. */
  record Said(Message message) implements Reply {
    @JsonProperty
    String type() {
      return "message";
    }
  }

  /**
   * A page of the conversation, oldest first.
   *
   * @param before what the request said
   * @param event the newest event of the conversation
   * @param more whether there are older ones
   */
  record Page(List<Message> messages, long before, long event, boolean more) implements Reply {
    @JsonProperty
    String type() {
      return "page";
    }
  }

  /**
   * What happened after an event, in order of events.
   *
   * @param event up to where
   * @param more whether more happened: ask again from {@code event}
   */
  record Synced(List<Message> messages, long event, boolean more) implements Reply {
    @JsonProperty
    String type() {
      return "synced";
    }
  }

  /**
   * Something was not done.
   *
   * @param about the request's {@code n} or {@code id}
   * @param message why, in words
   */
  record Refused(String request, long about, String message) implements Reply {
    @JsonProperty
    String type() {
      return "refused";
    }
  }

  /** What the session sent as {@code n} is kept; told before it is told to all. */
  record Sent(long n, Message message) implements Reply {
    @JsonProperty
    String type() {
      return "sent";
    }
  }

  /** The id under which this session's messages appear. */
  record You(String author) implements Reply {
    @JsonProperty
    String type() {
      return "you";
    }
  }

  /** Who can be mentioned: everybody in the document. */
  record People(List<String> names) implements Reply {
    @JsonProperty
    String type() {
      return "people";
    }
  }

  /** Only for {@link #json}. */
  ObjectMapper MAPPER = new ObjectMapper();

  default String json() {
    return MAPPER.writeValueAsString(this);
  }
}
