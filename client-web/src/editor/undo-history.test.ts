import Delta from "quill-delta";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cases } from "../testing/seed.ts";
import { UndoHistory } from "./undo-history.ts";

const start = new Delta().insert("Write it quickly\n");

/** Where and what a person edits; positions are taken modulo the document's length. */
const edit = fc.record({
  mine: fc.boolean(),
  at: fc.nat(40),
  remove: fc.nat(4),
  text: fc.nat(3),
  pause: fc.constantFrom(0, 2000),
});

interface Edit {
  readonly mine: boolean;
  readonly at: number;
  readonly remove: number;
  readonly text: number;
  readonly pause: number;
}

/** The edit as a change of `document`; mine writes `m`, the others write `o`. */
function changeFor(document: Delta, { mine, at, remove, text }: Edit): Delta {
  const index = at % document.length();
  const reach = Math.min(remove, document.length() - 1 - index);
  return new Delta()
    .retain(index)
    .insert((mine ? "m" : "o").repeat(text))
    .delete(mine ? reach : 0)
    .chop();
}

function textOf(document: Delta): string {
  return document.reduce(
    (text, op) => text + (typeof op.insert === "string" ? op.insert : ""),
    "",
  );
}

/** Plays the edits; all of the others are done after they were carried over nothing, so one document suffices. */
function play(edits: readonly Edit[]): {
  document: Delta;
  history: UndoHistory;
} {
  const history = new UndoHistory();
  let document = start;
  let now = 0;
  for (const step of edits) {
    const change = changeFor(document, step);
    now += step.pause;
    if (step.mine) history.record(change, document, now);
    else history.rebase(change);
    document = document.compose(change);
  }
  return { document, history };
}

function undoAll(history: UndoHistory, from: Delta): Delta {
  let document = from;
  for (let change = history.undo(document); change;) {
    document = document.compose(change);
    change = history.undo(document);
  }
  return document;
}

function redoAll(history: UndoHistory, from: Delta): Delta {
  let document = from;
  for (let change = history.redo(document); change;) {
    document = document.compose(change);
    change = history.redo(document);
  }
  return document;
}

describe("laws", () => {
  test("alone, undoing everything gives the beginning and redoing everything the end", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const { document, history } = play(
          edits.map((step) => ({ ...step, mine: true })),
        );
        const undone = undoAll(history, document);
        expect(undone).toEqual(start);
        expect(redoAll(history, undone)).toEqual(document);
      }),
    );
  });

  test("among others, undoing takes back all of mine and nothing of theirs", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 14 }), (edits) => {
        const { document, history } = play(edits);
        const undone = textOf(undoAll(history, document));
        expect(undone).not.toContain("m");
        expect(undone.replaceAll("o", "")).toBe(textOf(start));
        const theirs = edits.filter((step) => !step.mine);
        expect(undone.length - textOf(start).length).toBe(
          theirs.reduce((sum, step) => sum + step.text, 0),
        );
      }),
      cases(300),
    );
  });

  test("among others, redoing after undoing gives what was there", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 14 }), (edits) => {
        const { document, history } = play(edits);
        const again = redoAll(history, undoAll(history, document));
        expect(textOf(again)).toBe(textOf(document));
      }),
      cases(300),
    );
  });
});

test("typing without a pause is one step, a pause starts another", () => {
  const history = new UndoHistory();
  const first = new Delta().insert("a");
  const second = new Delta().retain(1).insert("b");
  const third = new Delta().retain(2).insert("c");
  const one = start.compose(first);
  const two = one.compose(second);
  history.record(first, start, 0);
  history.record(second, one, 100);
  history.record(third, two, 5000);
  const document = two.compose(third);
  const back = document.compose(history.undo(document) ?? new Delta());
  expect(back).toEqual(two);
  expect(back.compose(history.undo(back) ?? new Delta())).toEqual(start);
});

test("a cutoff starts another step without a pause", () => {
  const history = new UndoHistory();
  const first = new Delta().insert("a");
  history.record(first, start, 0);
  history.cutoff();
  const one = start.compose(first);
  history.record(new Delta().insert("b"), one, 1);
  const two = one.compose(new Delta().insert("b"));
  expect(two.compose(history.undo(two) ?? new Delta())).toEqual(one);
});

test("undoing a deletion brings back attributes that no editor knows", () => {
  const before = new Delta().insert("ab", { comment: 7 }).insert("\n");
  const history = new UndoHistory();
  const change = new Delta().delete(2);
  history.record(change, before, 0);
  const after = before.compose(change);
  expect(after.compose(history.undo(after) ?? new Delta())).toEqual(before);
});

test("a format that someone set anew over mine stays when I undo mine", () => {
  const history = new UndoHistory();
  const mine = new Delta().retain(3, { color: "red" });
  history.record(mine, start, 0);
  const theirs = new Delta().retain(3, { color: "blue" });
  history.rebase(theirs);
  const document = start.compose(mine).compose(theirs);
  const undo = history.undo(document);
  expect(document.compose(undo ?? new Delta())).toEqual(document);
});

test("undoing my last line leaves a document that ends in a line end", () => {
  const history = new UndoHistory();
  const mine = new Delta().insert("b\n");
  const empty = new Delta().insert("a\n");
  history.record(mine, empty, 0);
  const theirs = new Delta().retain(2).delete(2);
  history.rebase(theirs);
  const document = empty.compose(mine).compose(theirs);
  const change = history.undo(document) ?? new Delta();
  expect(textOf(document.compose(change))).toBe("\n");
});
