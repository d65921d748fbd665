import { readFileSync } from "node:fs";
import Delta from "quill-delta";
import { describe, expect, it } from "vitest";

/** The cases that the Java algebra passes, too: they fix what both sides mean by a delta. */
const FOLDER = new URL("../../../src/conformance/delta/", import.meta.url);

/** A case with exactly what its operation takes; `delta` and the others throw on anything else. */
type Case = Readonly<Record<string, unknown>>;

const OPERATIONS: Readonly<Record<string, (asked: Case) => unknown>> = {
  compose: (asked) => delta(asked, "a").compose(delta(asked, "b")).ops,
  transform: (asked) =>
    delta(asked, "a").transform(delta(asked, "b"), asked["priority"] === true)
      .ops,
  transformPosition: (asked) =>
    delta(asked, "a").transformPosition(
      Number(asked["position"]),
      asked["priority"] === true,
    ),
  invert: (asked) => delta(asked, "a").invert(delta(asked, "base")).ops,
  diff: (asked) => delta(asked, "a").diff(delta(asked, "b")).ops,
  concat: (asked) => delta(asked, "a").concat(delta(asked, "b")).ops,
  slice: (asked) =>
    delta(asked, "a").slice(Number(asked["start"]), Number(asked["end"])).ops,
  attributesCompose: (asked) =>
    Delta.AttributeMap.compose(
      record(asked, "a"),
      record(asked, "b"),
      asked["keepNull"] === true,
    ) ?? {},
  attributesTransform: (asked) =>
    Delta.AttributeMap.transform(
      record(asked, "a"),
      record(asked, "b"),
      asked["priority"] === true,
    ) ?? {},
  attributesInvert: (asked) =>
    Delta.AttributeMap.invert(record(asked, "a"), record(asked, "base")),
  attributesDiff: (asked) =>
    Delta.AttributeMap.diff(record(asked, "a"), record(asked, "b")) ?? {},
};

function delta(asked: Case, name: string): Delta {
  const ops = asked[name];
  if (!Array.isArray(ops)) {
    throw new Error(`${name} is no list of ops: ${JSON.stringify(asked)}`);
  }
  return new Delta(ops.map((op: unknown) => parsed(op)));
}

function record(asked: Case, name: string): Record<string, unknown> {
  return parsed(asked[name]);
}

function parsed(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`no object: ${JSON.stringify(value)}`);
  }
  return { ...value };
}

function casesOf(file: string): readonly Case[] {
  const { cases } = parsed(
    JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")),
  );
  if (!Array.isArray(cases)) {
    throw new Error(`${file} has no cases`);
  }
  return cases.map(parsed);
}

describe("the quill-delta that this client ships", () => {
  it.each([
    ["compose.json", 1_000],
    ["transform.json", 1_000],
    ["transform-position.json", 500],
    ["invert.json", 500],
    ["diff.json", 500],
    ["concat-slice.json", 500],
    ["attributes.json", 500],
  ])("answers every case of %s", (file, atLeast) => {
    const cases = casesOf(file);
    expect(cases.length).toBeGreaterThanOrEqual(atLeast);
    const wrong = cases.filter(
      (asked) => !same(answer(asked), asked["expected"]),
    );
    expect(wrong).toEqual([]);
  });
});

function answer(asked: Case): unknown {
  const operation = OPERATIONS[String(asked["operation"])];
  if (!operation) {
    throw new Error(`unknown operation: ${JSON.stringify(asked)}`);
  }
  return operation(structuredClone(asked));
}

function same(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

/** A value's JSON, an object's members in the order of their names. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(byName))
      : member,
  );
}

function byName(
  [one]: readonly [string, unknown],
  [other]: readonly [string, unknown],
): number {
  return one < other ? -1 : 1;
}
