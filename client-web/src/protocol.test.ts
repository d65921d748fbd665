import Delta from "quill-delta";
import { describe, expect, it } from "vitest";
import { decode, encode, ProtocolError } from "./protocol.ts";

describe("decode", () => {
  it("reads a joined with content", () => {
    expect(
      decode(
        '{"type":"joined","session":"s","revision":3,"head":3,"content":[{"insert":"a\\n"}],"role":"editor","document":{"id":"d","title":"T"},"plugins":[{"name":"chat","module":"/chat.js"},{"name":"search"}],"more":1}',
      ),
    ).toEqual({
      type: "joined",
      session: "s",
      revision: 3,
      head: 3,
      content: new Delta().insert("a\n"),
      role: "editor",
      document: { id: "d", title: "T" },
      plugins: [{ name: "chat", module: "/chat.js" }, { name: "search" }],
    });
  });

  it("reads a joined that resumes", () => {
    expect(
      decode(
        '{"type":"joined","session":"s","revision":1,"head":3,"role":"viewer","document":{"id":"d","title":""},"plugins":[]}',
      ),
    ).not.toHaveProperty("content");
  });

  it("reads a change of every kind of op", () => {
    const ops = [
      { insert: "a", attributes: { bold: true } },
      { insert: { image: "x" } },
      { retain: 2 },
      { retain: 1, attributes: { bold: null } },
      { retain: { table: {} } },
      { delete: 3 },
    ];
    expect(
      decode(
        JSON.stringify({
          type: "change",
          from: 1,
          revision: 2,
          deltas: [ops],
          authors: ["x"],
        }),
      ),
    ).toEqual({
      type: "change",
      from: 1,
      revision: 2,
      deltas: [new Delta(ops)],
      authors: ["x"],
    });
  });

  it.each([
    '{"type":"ack","seq":1,"revision":2}',
    '{"type":"reject","seq":1,"code":"c","message":"m"}',
    '{"type":"plugin","plugin":"chat","body":null}',
    '{"type":"plugin","plugin":"chat","body":{"a":[1]},"session":"s"}',
    '{"type":"document","title":"T"}',
    '{"type":"document","role":"viewer"}',
    '{"type":"pong"}',
    '{"type":"error","code":"c","message":"m"}',
  ])("reads %s", (frame) => {
    expect(decode(frame)).toEqual(JSON.parse(frame));
  });

  it.each([
    ["", "a frame of 0 characters is not JSON"],
    ["[]", "message: expected an object, got []"],
    ["{}", "message.type: expected a string, got nothing"],
    ['{"type":"constructor"}', 'unknown message type "constructor"'],
    [
      '{"type":"ack","seq":"1","revision":2}',
      'message.seq: expected an integer from 0, got "1"',
    ],
    [
      '{"type":"ack","seq":1.5,"revision":2}',
      "message.seq: expected an integer from 0, got 1.5",
    ],
    [
      '{"type":"ack","seq":1,"revision":-1}',
      "message.revision: expected an integer from 0, got -1",
    ],
    [
      '{"type":"change","from":1,"revision":2,"deltas":[{"ops":[]}],"authors":[]}',
      'a delta: expected a list of ops, got {"ops":[]}',
    ],
    [
      '{"type":"change","from":1,"revision":2,"deltas":[[{"insert":""}]],"authors":[]}',
      'insert: expected text or an embed, got ""',
    ],
    [
      '{"type":"change","from":1,"revision":2,"deltas":[[{"retain":0}]],"authors":[]}',
      "retain: expected a positive integer, got 0",
    ],
    [
      '{"type":"change","from":1,"revision":2,"deltas":[[{}]],"authors":[]}',
      "delete: expected a positive integer, got nothing",
    ],
  ])("refuses %s", (frame, message) => {
    expect(() => decode(frame)).toThrow(new ProtocolError(message));
  });
});

describe("encode", () => {
  it("writes an edit's delta as its ops", () => {
    const delta = new Delta().retain(1).insert("a");
    expect(encode({ type: "edit", seq: 2, revision: 3, delta })).toBe(
      '{"type":"edit","seq":2,"revision":3,"delta":[{"retain":1},{"insert":"a"}]}',
    );
  });

  it("leaves out what a join does not say", () => {
    expect(encode({ type: "join", client: "c" })).toBe(
      '{"type":"join","client":"c"}',
    );
  });
});
