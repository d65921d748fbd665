package io.scriptorium.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import org.junit.jupiter.api.Test;

/** The example of the package's documentation. */
class OneFrameTest {
  @Test
  void anEditIsAnswered() {
    // @start region="frame"
    String frame =
        """
        {"type": "edit", "seq": 1, "revision": 0, "delta": [{"insert": "Hello"}]}
        """;
    String answer =
        switch (ClientMessageJson.decode(frame)) {
          case ClientMessage.Edit edit ->
              ServerMessageJson.encode(new ServerMessage.Ack(edit.seq(), edit.revision() + 1));
          case ClientMessage.Join _, ClientMessage.Plugin _, ClientMessage.Ping _ ->
              ServerMessageJson.encode(new ServerMessage.Pong());
        };
    // {"type":"ack","seq":1,"revision":1}
    // @end
    assertEquals("{\"type\":\"ack\",\"seq\":1,\"revision\":1}", answer);
  }
}
