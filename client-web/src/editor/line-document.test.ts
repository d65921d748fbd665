import fc from "fast-check";
import Delta from "quill-delta";
import { expect, test } from "vitest";
import { contents, contentsAndChange } from "../testing/arbitrary.ts";
import { cases } from "../testing/seed.ts";
import { LineDocument, movedBack, touchedBy } from "./line-document.ts";

const place = fc.nat(30);

test("put together, the lines are the document", () => {
  fc.assert(
    fc.property(contents, (of) => {
      expect(LineDocument.of(of).toDelta().ops).toEqual(of.ops);
      expect(LineDocument.of(of).length()).toBe(of.length());
    }),
    cases(300),
  );
});

test("a change, and what takes it back, do what they do to a Delta", () => {
  fc.assert(
    fc.property(contentsAndChange, ([before, change]) => {
      const after = LineDocument.of(before).compose(change);
      expect(after.toDelta().ops).toEqual(before.compose(change).ops);
      expect(after.length()).toBe(before.compose(change).length());
      const again = after.compose(change.invert(before));
      expect(again.toDelta().ops).toEqual(before.ops);
      expect(again.equals(LineDocument.of(before))).toBe(true);
    }),
    cases(200),
  );
});

test("a piece of a changed document is that piece of its Delta", () => {
  fc.assert(
    fc.property(contentsAndChange, place, place, ([before, change], a, b) => {
      const after = before.compose(change);
      const [start, end] = [a, b]
        .map((index) => Math.min(index, after.length()))
        .sort((one, other) => one - other);
      const piece = LineDocument.of(before).compose(change).slice(start, end);
      expect(piece.ops).toEqual(after.slice(start, end).ops);
    }),
    cases(200),
  );
});

test("what differs between two documents leads from one to the other", () => {
  fc.assert(
    fc.property(contentsAndChange, ([before, change]) => {
      const one = LineDocument.of(before);
      const other = one.compose(change);
      expect(before.compose(one.diff(other)).ops).toEqual(other.toDelta().ops);
      expect(one.diff(one).ops).toEqual([]);
    }),
    cases(200),
  );
});

test("of equal letters, the selection tells which one was typed", () => {
  const one = LineDocument.of(new Delta().insert("first\naaaa\n"));
  const other = one.compose(new Delta().retain(8).insert("a"));
  const range = (index: number): { index: number; length: number } => ({
    index,
    length: 0,
  });
  const cursor = { oldRange: range(8), newRange: range(9) };
  expect(one.diff(other, cursor).ops).toEqual([{ retain: 8 }, { insert: "a" }]);
});

test("lines that a change does not touch are the same objects afterwards", () => {
  const lines = Array.from({ length: 1000 }, (_, at) => `line ${at}\n`);
  const one = LineDocument.of(new Delta().insert(lines.join("")));
  const other = one.compose(new Delta().retain(100).insert("x\ny"));
  expect(other.lines.filter((line) => !one.lines.includes(line))).toHaveLength(
    2,
  );
});

test("a change is as well said of the part that it touches", () => {
  fc.assert(
    fc.property(contentsAndChange, ([before, change]) => {
      const [from, to] = touchedBy(change);
      const part = before.slice(from, to).compose(movedBack(change, from));
      const rest = before.slice(to);
      const whole = before.slice(0, from).concat(part).concat(rest);
      expect(whole.ops).toEqual(before.compose(change).ops);
    }),
    cases(200),
  );
});
