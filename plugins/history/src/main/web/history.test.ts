import fc from "fast-check";
import Delta from "quill-delta";
import { expect, test } from "vitest";
import type { Change, Piece } from "./history-api.ts";
import { composed, Playback } from "./playback.ts";
import { marked, spansByAuthor, summary, toldApart } from "./shown.ts";

const texts = fc.array(
  fc.record({ at: fc.nat(), text: fc.string({ minLength: 1, maxLength: 3 }) }),
  { minLength: 1, maxLength: 40 },
);

/** A document whose every change inserts something somewhere. */
function history(edits: readonly { at: number; text: string }[]): {
  readonly changes: readonly Change[];
  readonly contents: readonly Delta[];
} {
  const contents = [new Delta().insert("\n")];
  const changes = edits.map(({ at, text }, index) => {
    const before = contents[index] ?? new Delta();
    const delta = new Delta().retain(at % before.length()).insert(text);
    contents.push(before.compose(delta));
    return { revision: index + 1, time: index, name: "Ada", delta };
  });
  return { changes, contents };
}

test("playing and jumping show each revision as it was", async () => {
  await fc.assert(
    fc.asyncProperty(
      texts,
      fc.array(fc.tuple(fc.boolean(), fc.nat(50)), { maxLength: 12 }),
      async (edits, moves) => {
        const { changes, contents } = history(edits);
        const playback = new Playback({
          content: (revision) =>
            Promise.resolve(contents[revision] ?? new Delta()),
          changes: (after) => Promise.resolve(changes.slice(after, after + 7)),
        });
        for (const [isJump, by] of moves) {
          if (isJump) await playback.jump(by % contents.length);
          else await playback.step(by);
          expect(playback.content).toEqual(contents[playback.revision]);
        }
      },
    ),
  );
});

/** A source that answers when the test says so, and what it was asked for. */
function slowSource(): {
  readonly playback: Playback;
  readonly asked: readonly number[];
  readonly answer: (index: number) => void;
  readonly fail: (index: number) => void;
} {
  const asked: number[] = [];
  const waiting: {
    readonly resolve: (content: Delta) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  const playback = new Playback({
    content: (revision) => {
      asked.push(revision);
      return new Promise((resolve, reject) =>
        waiting.push({ resolve, reject }),
      );
    },
    changes: () => Promise.resolve([]),
  });
  return {
    playback,
    asked,
    answer: (index) => waiting[index]?.resolve(at(asked[index] ?? Number.NaN)),
    fail: (index) => waiting[index]?.reject(new Error("no network")),
  };
}

function at(revision: number): Delta {
  return new Delta().insert(`${String(revision)}\n`);
}

/** Until all that needs no answer has happened. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

test("while one revision is asked for only the newest jump waits", async () => {
  const { playback, asked, answer } = slowSource();
  const jumps = [1, 2, 3, 4].map((revision) => playback.jump(revision));
  await settled();
  expect(asked).toEqual([4]);
  jumps.push(playback.jump(5), playback.jump(6));
  await settled();
  expect(asked).toEqual([4]);
  answer(0);
  await settled();
  expect(asked).toEqual([4, 6]);
  expect(playback.revision).toBe(0);
  answer(1);
  const none = undefined;
  expect(await Promise.all(jumps)).toEqual([
    none,
    none,
    none,
    none,
    none,
    at(6),
  ]);
  expect(playback.revision).toBe(6);
});

test("a jump that fails is told of unless another came between", async () => {
  const { playback, asked, answer, fail } = slowSource();
  const first = playback.jump(1);
  await settled();
  const second = playback.jump(2);
  fail(0);
  expect(await first).toBeUndefined();
  await settled();
  expect(asked).toEqual([1, 2]);
  fail(1);
  await expect(second).rejects.toThrow("no network");
  const third = playback.jump(3);
  await settled();
  answer(2);
  expect(await third).toEqual(at(3));
});

test("an answer that comes after one has stayed moves nothing", async () => {
  const { playback, answer } = slowSource();
  const jump = playback.jump(1);
  await settled();
  playback.stay();
  answer(0);
  expect(await jump).toBeUndefined();
  expect(playback.revision).toBe(0);
});

test("two steps at once make no change twice", async () => {
  const { changes, contents } = history([
    { at: 0, text: "a" },
    { at: 0, text: "b" },
    { at: 0, text: "c" },
  ]);
  const playback = new Playback({
    content: (revision) => Promise.resolve(contents[revision] ?? new Delta()),
    changes: (after) => Promise.resolve(changes.slice(after)),
  });
  await Promise.all([playback.step(1), playback.step(2)]);
  expect(playback.revision).toBe(2);
  expect(playback.content).toEqual(contents[2]);
});

test("authors of one name are told apart by their ids, others are not", () => {
  const names = { "guest-1f2e": "Guest", "guest-9a0b": "Guest", ada: "Ada" };
  expect(Object.keys(names).map((id) => toldApart(id, names))).toEqual([
    "Guest (1f2e)",
    "Guest (9a0b)",
    "Ada",
  ]);
  expect(toldApart("", names)).toBe("Not known");
});

test("composing as a tree is composing in turn", () => {
  fc.assert(
    fc.property(texts, (edits) => {
      const { changes, contents } = history(edits);
      const all = composed(changes.map(({ delta }) => delta));
      expect(contents[0]?.compose(all)).toEqual(contents.at(-1));
    }),
  );
});

test("a difference marks each piece and keeps the lines", () => {
  const pieces: readonly Piece[] = [
    { op: { insert: "one" }, fate: "kept", author: "" },
    { op: { insert: "two\n" }, fate: "removed", author: "b" },
    { op: { insert: "2" }, fate: "added", author: "a" },
    {
      op: { insert: "\n", attributes: { header: 1 } },
      fate: "kept",
      author: "",
    },
  ];
  const shown = marked(pieces);
  const lines = shown.ops.filter(({ insert }) => insert === "\n");
  expect(lines).toEqual([{ insert: "\n", attributes: { header: 1 } }]);
  expect(shown.ops[1]?.attributes).toMatchObject({ strike: true });
  expect(summary(pieces, { a: "Ada", b: "Ben" })).toEqual([
    { name: "Ben", added: 0, removed: 4 },
    { name: "Ada", added: 1, removed: 0 },
  ]);
});

test("passages become spans of their authors", () => {
  const spans = spansByAuthor([
    { length: 2, author: "a" },
    { length: 1, author: "" },
    { length: 3, author: "a" },
  ]);
  expect([...spans]).toEqual([
    [
      "a",
      [
        { index: 0, length: 2 },
        { index: 3, length: 3 },
      ],
    ],
  ]);
});
