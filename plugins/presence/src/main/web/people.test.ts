import type { Span } from "@scriptorium/plugin-api";
import fc from "fast-check";
import Delta from "quill-delta";
import { expect, test } from "vitest";
import { initials } from "./carets.ts";
import { readNews } from "./message.ts";
import { People, type Person } from "./people.ts";

/** An editor whose positions are those of revision 0. */
const editor = {
  transform: (
    index: number,
    delta: Delta,
    stays: "before" | "after" = "before",
  ) => delta.transformPosition(index, stays === "before"),
  fromRevision: (index: number) => Promise.resolve(index),
};

async function peopleWith(selection: Span): Promise<People> {
  const people = new People(editor, () => undefined);
  await people.take(
    {
      revision: 0,
      left: [],
      people: [
        {
          session: "s",
          name: "Ada",
          color: "#2f7bd9",
          selection,
          top: undefined,
          typing: false,
        },
      ],
    },
    "me",
  );
  return people;
}

/** A change of a text of 100 code units. */
const change = fc
  .tuple(
    fc.nat(50),
    fc.oneof(
      fc
        .string({ minLength: 1, maxLength: 5 })
        .map((text) => new Delta().insert(text)),
      fc
        .integer({ min: 1, max: 40 })
        .map((length) => new Delta().delete(length)),
      fc
        .integer({ min: 1, max: 40 })
        .map((length) => new Delta().retain(length, { bold: true })),
    ),
  )
  .map(([at, rest]) => new Delta().retain(at).concat(rest));

test("a selection keeps to its text over any change", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(40),
      fc.integer({ min: 1, max: 40 }),
      change,
      async (index, length, delta) => {
        const people = await peopleWith({ index, length });
        people.carry(delta, "others");
        const start = delta.transformPosition(index, false);
        const end = delta.transformPosition(index + length, true);
        expect(people.get("s")?.selection).toEqual({
          index: start,
          length: Math.max(0, end - start),
        });
      },
    ),
  );
});

test("a caret goes on behind what others insert at it, and stays before what this user inserts", async () => {
  const insert = new Delta().retain(5).insert("abc");
  const others = await peopleWith({ index: 5, length: 0 });
  others.carry(insert, "others");
  expect(others.get("s")?.selection?.index).toBe(8);
  const mine = await peopleWith({ index: 5, length: 0 });
  mine.carry(insert, "me");
  expect(mine.get("s")?.selection?.index).toBe(5);
});

test("oneself is not among the others, and who left is gone", async () => {
  const told: (readonly Person[])[] = [];
  const people = new People(editor, (_changed, left) => told.push(left));
  const person = {
    name: "Ada",
    color: "#2f7bd9",
    selection: undefined,
    top: undefined,
    typing: false,
  };
  await people.take(
    {
      revision: 0,
      people: [
        { ...person, session: "me" },
        { ...person, session: "s" },
      ],
      left: [],
    },
    "me",
  );
  expect(people.all().map(({ session }) => session)).toEqual(["s"]);
  await people.take({ revision: 0, people: [], left: ["s", "nobody"] }, "me");
  expect(people.all()).toEqual([]);
  expect(told.at(-1)?.map(({ session }) => session)).toEqual(["s"]);
});

test("what is no news is not taken for news", () => {
  const nonsense = [null, 1, "x", {}, { revision: -1, people: [], left: [] }];
  for (const body of nonsense) expect(readNews(body)).toBeUndefined();
  expect(
    readNews({
      revision: 1,
      people: [null, { session: "s", name: "Ada", color: "red; }" }],
      left: [2],
    }),
  ).toEqual({
    revision: 1,
    people: [
      {
        session: "s",
        name: "Ada",
        color: "#777777",
        selection: undefined,
        top: undefined,
        typing: false,
      },
    ],
    left: [],
  });
});

test("a name is shortened to its initials", () => {
  expect(initials("Ada Lovelace")).toBe("AL");
  expect(initials("ümit")).toBe("Ü");
  expect(initials("")).toBe("");
});
