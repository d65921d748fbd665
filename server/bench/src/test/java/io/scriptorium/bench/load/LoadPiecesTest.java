package io.scriptorium.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.json.ServerMessageJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadPiecesTest {
  private static Delta insert(String text) {
    return Delta.of(new Op.Insert(text, Attributes.NONE));
  }

  @Test
  void tokensAreFoundAgain() {
    Tokens tokens = new Tokens();
    int first = tokens.make();
    int second = tokens.make();
    String text = "........" + Tokens.text(second) + "........" + Tokens.text(first) + "\n";

    assertEquals(List.of(second, first), Tokens.in(text));
    assertEquals(List.of(second), Tokens.in(insert(Tokens.text(second))));
    assertEquals(2, tokens.count());
    assertTrue(tokens.made(first) - tokens.made(second) <= 0);
  }

  @Test
  void aRoomNoticesThatTwoWereSentDifferentChanges() {
    Room room = new Room("minutes");
    room.joined(4, insert("x\n"));

    assertTrue(room.agrees(5, insert("a")));
    assertTrue(room.agrees(5, insert("a")));
    assertFalse(room.agrees(5, insert("b")));
    assertFalse(room.agrees(7, insert("c")), "one is missing");
    assertEquals(5, room.head());
    assertEquals("ax\n", room.text());
  }

  @Test
  void aFrameThatManyGetIsDecodedOnce() {
    Room room = new Room("minutes");
    byte[] frame = ServerMessageJson.encode(new ServerMessage.Ack(1, 2)).getBytes(UTF_8);

    assertSame(room.decode(frame), room.decode(frame.clone()));
  }

  @Test
  void aPlanIsReadFromTheCommandLine() {
    Plan plan = Plan.of("http://localhost:9080", "B", "n=50", "seconds=3");

    assertEquals(50, plan.documents());
    assertEquals(2, plan.people());
    assertEquals(1, plan.perSecond());
    assertEquals(3, plan.seconds());
    assertThrows(IllegalArgumentException.class, () -> Plan.of("http://localhost:9080"));
    assertThrows(
        IllegalArgumentException.class, () -> Plan.of("http://localhost:9080", "A", "people=3"));
  }
}
