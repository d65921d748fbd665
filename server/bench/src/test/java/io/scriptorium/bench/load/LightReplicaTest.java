package io.scriptorium.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LightReplicaTest {
  private static Delta insert(int at, String text) {
    Op insert = new Op.Insert(text, Attributes.NONE);
    return at == 0 ? Delta.of(insert) : Delta.of(new Op.Retain(at, Attributes.NONE), insert);
  }

  @Test
  void editsMadeWhileOneIsInFlightGoOutTogetherAfterItsAck() {
    LightReplica replica = new LightReplica(7, 3);

    assertEquals(
        Optional.of(new LightReplica.Sending(7, insert(1, "a"))), replica.edit(insert(1, "a")));
    assertEquals(Optional.empty(), replica.edit(insert(2, "b")));
    assertEquals(Optional.empty(), replica.edit(insert(3, "c")));
    LightReplica.Settled first = replica.acknowledged();

    assertEquals(insert(1, "a"), first.delta());
    assertEquals(1, first.edits());
    assertEquals(Optional.of(new LightReplica.Sending(8, insert(2, "bc"))), first.next());
    assertEquals(2, replica.acknowledged().edits());
    assertTrue(replica.idle());
    assertEquals(6, replica.length());
  }

  @Test
  void theLatecomerGoesFirst() {
    LightReplica replica = new LightReplica(0, 1);
    replica.edit(insert(0, "mine"));
    replica.edit(insert(4, "more"));

    replica.change(insert(0, "theirs"));

    LightReplica.Settled settled = replica.acknowledged();
    assertEquals(insert(0, "mine"), settled.delta());
    assertEquals(Optional.of(new LightReplica.Sending(2, insert(4, "more"))), settled.next());
  }

  @Test
  void whatIsInFlightIsCarriedOverAnEarlierChange() {
    LightReplica replica = new LightReplica(0, 9);
    replica.edit(insert(5, "mine"));

    replica.change(insert(2, "theirs"));

    assertEquals(insert(11, "mine"), replica.acknowledged().delta());
    assertEquals(19, replica.length());
  }
}
