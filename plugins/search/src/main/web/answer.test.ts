import { describe, expect, it } from "vitest";
import { readAnswer } from "./answer.ts";
import { pieces } from "./marked-text.ts";

describe("an answer", () => {
  it("is read with its hits", () => {
    const hit = {
      id: "a",
      title: "T",
      titleMarks: [],
      snippet: "<b>x</b>",
      marks: [{ index: 3, length: 1 }],
      revision: 7,
      position: 40,
      length: 1,
      changed: "2026-01-31T00:00:00Z",
    };
    const answer = readAnswer({ hits: [hit], total: 1, more: false });
    expect(answer.hits[0]).toMatchObject({ id: "a", position: 40 });
    expect(answer).toMatchObject({ total: 1, notices: [], next: undefined });
  });

  it.each([null, "no", { hits: [{}], total: 1 }, { hits: [] }])(
    "that is none is refused: %j",
    (json) => {
      expect(() => readAnswer(json)).toThrow(TypeError);
    },
  );
});

describe("marks", () => {
  it("cut a text into pieces that make it up again", () => {
    const text = "one two one";
    const marks = [
      { index: 0, length: 3 },
      { index: 8, length: 3 },
    ];
    expect(pieces(text, marks)).toEqual([
      { text: "one", isMarked: true },
      { text: " two ", isMarked: false },
      { text: "one", isMarked: true },
    ]);
    expect(pieces(text, [])).toEqual([{ text, isMarked: false }]);
    expect(pieces("", [])).toEqual([]);
  });
});
