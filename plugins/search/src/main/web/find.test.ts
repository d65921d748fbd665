import type { Span } from "@scriptorium/plugin-api";
import fc from "fast-check";
import Delta from "quill-delta";
import { describe, expect, it } from "vitest";
import { findAll, nextFrom, replaceEdit } from "./find.ts";

const any = { matchCase: false, wholeWords: false };

function found(
  text: string,
  wanted: string,
  how: Partial<typeof any> = {},
): string[] {
  return findAll(text, { text: wanted, ...any, ...how }).map(
    ({ index, length }) => `${index}:${text.slice(index, index + length)}`,
  );
}

describe("finding", () => {
  it.each([
    ["one two one", "one", ["0:one", "8:one"]],
    ["aaaa", "aa", ["0:aa", "2:aa"]],
    ["One oNE", "one", ["0:One", "4:oNE"]],
    ["nothing", "", []],
    ["nothing", "else", []],
    ["die Straße, die STRASSE", "strasse", ["4:Straße", "16:STRASSE"]],
    ["die Straße, die STRASSE", "Straße", ["4:Straße", "16:STRASSE"]],
    ["Straße", "s", ["0:S"]],
    ["ΟΔΟΣ οδός", "οδοσ", ["0:ΟΔΟΣ"]],
    ["İstanbul here", "here", ["9:here"]],
    ["ﬁne here", "fine", ["0:ﬁne"]],
    ["ПОЕЗД", "поезд", ["0:ПОЕЗД"]],
    ["𝒳 😀 x", "x", ["6:x"]],
    ["😀😁", "😁", ["2:😁"]],
    ["😀😁", "\ude00", []],
    ["😀", "\ud83d", []],
    ["caf\u0065\u0301", "cafe", []],
    ["caf\u0065\u0301", "caf", ["0:caf"]],
    ["a\ufffcb a b", "ab", []],
    ["a\ufffcb", "b", ["2:b"]],
    ["東京都", "京", ["1:京"]],
  ])("in %j for %j", (text, wanted, finds) => {
    expect(found(text, wanted)).toEqual(finds);
  });

  it("keeps cases apart when told to", () => {
    expect(found("One one", "one", { matchCase: true })).toEqual(["4:one"]);
  });

  it.each([
    ["cat concat cats cat_ cat2 (cat)", "cat", ["0:cat", "27:cat"]],
    ["über übers", "über", ["0:über"]],
    ["x😀x", "😀", []],
    ["c++ c", "c++", ["0:c++"]],
    ["a\ufffccat\ufffc", "cat", ["2:cat"]],
  ])("finds whole words alone in %j", (text, wanted, finds) => {
    expect(found(text, wanted, { wholeWords: true })).toEqual(finds);
  });

  it("finds any letter where it stands, whatever folding does to those before", () => {
    const letter = fc.oneof(
      fc.string({ unit: "binary", maxLength: 3 }),
      fc.constantFrom("ß", "İ", "ŉ", "ﬃ", "ΐ", "\ufffc", "😀", "Ⱥ", "ς"),
    );
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 12 }), (parts) => {
        const text = `${parts.join("").replaceAll("@", "")} @end`;
        expect(found(text, "@END")).toEqual([`${text.length - 4}:@end`]);
      }),
    );
  });

  it("finds what an exact search finds", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "A", "b", "ß", " "),
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, text, text, (before, wanted, after) => {
        if (wanted === "") return;
        const spans = findAll(before + wanted + after, {
          text: wanted,
          ...any,
        });
        const covers = (at: number) =>
          spans.some(({ index, length }) => index <= at && at < index + length);
        expect(covers(before.length)).toBe(true);
      }),
    );
  });
});

describe("going on", () => {
  const finds: Span[] = [4, 9, 20].map((index) => ({ index, length: 2 }));

  it.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [20, 2],
    [21, 0],
  ])("from position %d to find %d", (position, next) => {
    expect(nextFrom(finds, position)).toBe(next);
  });

  it("goes nowhere if there is none", () => {
    expect(nextFrom([], 3)).toBe(-1);
  });
});

describe("replacing", () => {
  const contents = new Delta()
    .insert("a ")
    .insert("cat", { bold: true })
    .insert(" and ")
    .insert({ image: "x" })
    .insert("cat\n");
  const text = "a cat and \ufffccat\n";

  it("keeps each one's format, in one edit", () => {
    const spans = findAll(text, { text: "cat", ...any });
    expect(contents.compose(replaceEdit(contents, spans, "dog"))).toEqual(
      new Delta()
        .insert("a ")
        .insert("dog", { bold: true })
        .insert(" and ")
        .insert({ image: "x" })
        .insert("dog\n"),
    );
  });

  it("can leave nothing in its place", () => {
    const spans = findAll(text, { text: "cat", ...any });
    expect(contents.compose(replaceEdit(contents, spans, ""))).toEqual(
      new Delta().insert("a  and ").insert({ image: "x" }).insert("\n"),
    );
  });

  it("merges with what others type meanwhile", () => {
    const spans = findAll(text, { text: "cat", ...any });
    const mine = replaceEdit(contents, spans, "dog");
    const others = new Delta().retain(2).insert("big ");
    expect(
      contents.compose(others).compose(others.transform(mine, true)).ops,
    ).toEqual([
      { insert: "a big " },
      { insert: "dog", attributes: { bold: true } },
      { insert: " and " },
      { insert: { image: "x" } },
      { insert: "dog\n" },
    ]);
  });
});
