package io.scriptorium.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scriptorium.delta.AsCode;
import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RandomDeltas;
import io.scriptorium.delta.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaJsonTest {
  private static final Attributes NONE = Attributes.NONE;

  @Test
  void roundTrips() {
    long seed = RandomDeltas.seed("DeltaJsonTest");
    var random = new RandomDeltas(seed);
    for (int i = 0; i < 2_000; i++) {
      var delta = random.rawChange(20).concat(random.rawDocument());
      var json = DeltaJson.write(delta);
      assertEquals(
          delta,
          DeltaJson.read(new String(json.getBytes(UTF_8), UTF_8)),
          () -> "-Dscriptorium.seed=" + seed + "\n" + AsCode.of(delta));
    }
  }

  @Test
  void writesAsQuillDoes() {
    var image = new Value.Items(List.of(new Value.Num(1.5), new Value.Num(1e30), Value.Null.NULL));
    var delta =
        Delta.of(
            new Op.Retain(3, Attributes.of("size", new Value.Num(12))),
            new Op.Insert("a\"\\\n\u2028\ud83d\ude00", NONE),
            new Op.Embed(
                new Value.Members(Map.of("image", image)),
                Attributes.of("alt", new Value.Text(""))),
            new Op.Delete(2));
    assertEquals(
        "[{\"retain\":3,\"attributes\":{\"size\":12}},{\"insert\":\"a\\\"\\\\\\n\u2028\ud83d\ude00\"},"
            + "{\"insert\":{\"image\":[1.5,1.0E30,null]},\"attributes\":{\"alt\":\"\"}},{\"delete\":2}]",
        DeltaJson.write(delta));
  }

  @Test
  void halfASurrogatePairSurvivesUtf8() {
    var half = Delta.of(new Op.Insert("\"x\n\ude00\ud83d\ude00\ud83d", NONE));
    var json = DeltaJson.write(half);
    assertEquals(half, DeltaJson.read(new String(json.getBytes(UTF_8), UTF_8)));
  }

  @Test
  void readsWhatMeansTheSame() {
    var expected = Delta.of(new Op.Retain(3, NONE), new Op.Insert("x", NONE), new Op.Delete(1));
    for (var json :
        List.of(
            "[{\"retain\":3},{\"insert\":\"x\"},{\"delete\":1}]",
            " { \"ops\" : [ {\"retain\":3.0}, {\"insert\":\"x\"}, {\"delete\":1e0} ] } ",
            "{\"meta\":[{}],\"ops\":[{\"retain\":3,\"attributes\":{}},"
                + "{\"attributes\":null,\"insert\":\"x\"},{\"delete\":1,\"attributes\":{}}]}",
            "[{\"retain\":3,\"note\":{\"retain\":[5]}},{\"insert\":\"x\"},{\"delete\":1}]")) {
      assertEquals(expected, DeltaJson.read(json), json);
    }
    assertEquals(Delta.EMPTY, DeltaJson.read("[]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          [{"retain":0}] | op 0: retain must be a whole number from 1 to 2147483647, got 0
          [{"insert":"a"},{"delete":-1}] | op 1: delete must be a whole number from 1 to 2147483647, got -1
          [{"retain":1.5}] | op 0: retain must be a whole number from 1 to 2147483647, got 1.5
          [{"retain":2147483648}] | op 0: retain must be a whole number from 1 to 2147483647, got 2147483648
          [{"retain":99999999999999999999}] | op 0: retain must be a whole number from 1 to 2147483647, got 99999999999999999999
          [{"retain":1e99}] | op 0: retain must be a whole number from 1 to 2147483647, got 1e99
          [{"retain":"1"}] | op 0: retain must be a whole number from 1 to 2147483647, got a string
          [{"retain":null}] | op 0: retain must be a whole number from 1 to 2147483647, got null
          [{"retain":{"image":{"x":1}}}] | op 0: retain must be a whole number from 1 to 2147483647, got an object
          [{"delete":true}] | op 0: delete must be a whole number from 1 to 2147483647, got true
          [{"insert":""}] | op 0: an insert must have text, got an empty string
          [{"insert":{}}] | op 0: an embed must have a member that names it, got {}
          [{"insert":{"image":"a","video":"b"}}] | op 0: an embed must have one member, which names it, got 2
          [{"delete":1,"attributes":{"bold":true}}] | op 0: a delete must not have attributes, got some
          [{"attributes":{"bold":null},"delete":1}] | op 0: a delete must not have attributes, got some
          [{"insert":null}] | op 0: insert must be a text or an embed (an object), got null
          [{"insert":5}] | op 0: insert must be a text or an embed (an object), got 5
          [{"insert":[1]}] | op 0: insert must be a text or an embed (an object), got an array
          [{"insert":"a","delete":1}] | op 0: an op must be one of insert, retain and delete, got insert and delete
          [{"retain":1,"retain":1}] | op 0: an op must be one of insert, retain and delete, got retain and retain
          [{"attributes":{"bold":true}}] | op 0: an op must be one of insert, retain and delete, got none of them
          [{}] | op 0: an op must be one of insert, retain and delete, got none of them
          [{"retain":1},3] | op 1: an op must be an object, got 3
          [{"retain":1},[]] | op 1: an op must be an object, got an array
          [{"retain":1,"attributes":[]}] | op 0: attributes must be an object, got an array
          [{"retain":1,"attributes":{},"attributes":{}}] | op 0: an op must have attributes once, got them twice
          [{"retain":1,"attributes":{"a":1,"a":1}}] | op 0: an object must have a member once, got two a
          [{"retain":1,"attributes":{"constructor":1}}] | op 0: an attribute must not have a name that every JavaScript object inherits, got constructor
          [{"retain":1,"attributes":{"a":1e999}}] | op 0: a number must be finite, got Infinity
          [{"retain":2147483647},{"insert":"a"}] | the ops together: a delta spans at most 2147483647 code units, got 2147483648
          {"op":[]} | a delta must be an array of ops, got an object without
          {"ops":{}} | a delta must have ops once, as an array, got an object
          5 | a delta must be an array of ops, got 5
          "" | a delta must be an array of ops, got a string
          [] [] | a delta must be all of the text, got more behind it
          [{"insert":"a} | a delta must be JSON, it breaks at line 1, column 15
          nonsense | a delta must be JSON, it breaks at line 1, column 1
          """)
  void refusesWhatIsNoDelta(String json, String message) {
    assertEquals(
        message,
        assertThrows(MalformedDeltaException.class, () -> DeltaJson.read(json)).getMessage());
  }

  @Test
  void refusesValuesThatNestTooDeeply() {
    assertEquals(
        "op 0: values must stand at most 32 deep",
        assertThrows(
                MalformedDeltaException.class,
                () ->
                    DeltaJson.read(
                        "[{\"retain\":1,\"attributes\":{\"a\":"
                            + "[".repeat(40)
                            + "]".repeat(40)
                            + "}}]"))
            .getMessage());
  }
}
