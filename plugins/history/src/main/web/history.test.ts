import fc from "fast-check";
import Delta from "quill-delta";
import { expect, test } from "vitest";
import type { Change, Piece } from "./history-api.ts";
import { composed, Playback } from "./playback.ts";
import { marked, spansByAuthor, summary } from "./shown.ts";

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

test("a jump that was overtaken by another shows nothing", async () => {
  const waiting: ((content: Delta) => void)[] = [];
  const playback = new Playback({
    content: () => new Promise((resolve) => waiting.push(resolve)),
    changes: () => Promise.resolve([]),
  });
  const first = playback.jump(1);
  const second = playback.jump(2);
  waiting[1]?.(new Delta().insert("two\n"));
  waiting[0]?.(new Delta().insert("one\n"));
  expect(await first).toBeUndefined();
  expect(await second).toEqual(new Delta().insert("two\n"));
  expect(playback.revision).toBe(2);
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
