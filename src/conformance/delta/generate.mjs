// Makes the conformance cases anew: `node generate.mjs [seed]`. The same seed gives the same files.

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

import { answer } from "./oracle.mjs";
import { Random, attributes, change, document, span, text } from "./random.mjs";

const require = createRequire(
  new URL("../../../client-web/package.json", import.meta.url),
);
const Delta = require("quill-delta");

const seed = Number(process.argv[2] ?? 20261122);
const random = new Random(seed);

const canonical = (ops) =>
  ops.reduce((delta, op) => delta.push(op), new Delta()).ops;
const perhapsCanonical = (ops) => (random.chance(0.4) ? canonical(ops) : ops);

const someDocument = () => perhapsCanonical(document(random));
const someChange = (length) => perhapsCanonical(change(random, length));

function compose() {
  const a = random.chance(0.5) ? someDocument() : someChange(12);
  return { a, b: someChange(span(a)) };
}

function transform() {
  const length = random.between(0, 16);
  return {
    a: someChange(length),
    b: someChange(length),
    priority: random.chance(0.5),
  };
}

function transformPosition() {
  const a = someChange(12);
  return {
    a,
    position: random.between(0, span(a) + 3),
    priority: random.chance(0.5),
  };
}

function invert() {
  const base = someDocument();
  return { a: someChange(span(base)), base };
}

/** Two texts with much in common, or not. */
function twoTexts() {
  const a = text(random, random.between(5, 30));
  const [head, tail] = [a.slice(0, a.length / 2), a.slice(a.length / 2)];
  const b = random.pick([
    () => text(random, 4) + head + text(random, 6),
    () => head + text(random, 2) + tail,
    () => text(random, random.between(5, 30)),
  ]);
  return { a: [{ insert: a }], b: [{ insert: b() }] };
}

function twoDocuments() {
  const a = someDocument();
  const b = random.chance(0.5)
    ? someDocument()
    : new Delta(a).compose(new Delta(someChange(span(a)))).ops;
  // What reaches past the end of a document stays in it as a retain or a delete.
  return { a, b: b.filter((op) => op.insert !== undefined) };
}

/** Whether no half of a surrogate pair stands alone: on such a text fast-diff may never end. */
const isWellFormed = (ops) =>
  ops
    .map((op) => (typeof op.insert === "string" ? op.insert : "\0"))
    .join("")
    .isWellFormed();

function diff() {
  for (;;) {
    const { a, b } = random.chance(0.3) ? twoTexts() : twoDocuments();
    if (isWellFormed(a) && isWellFormed(b)) {
      return { a, b };
    }
  }
}

function concat() {
  return { a: someChange(12), b: someChange(12) };
}

function slice() {
  const a = random.chance(0.5) ? someDocument() : someChange(12);
  const start = random.between(0, span(a) + 1);
  return { a, start, end: random.between(start, span(a) + 3) };
}

const attributePair = () => ({
  a: attributes(random, true),
  b: attributes(random, true),
});

const FILES = {
  "compose.json": [["compose", 2400, compose]],
  "transform.json": [["transform", 2700, transform]],
  "transform-position.json": [["transformPosition", 1200, transformPosition]],
  "invert.json": [["invert", 1800, invert]],
  "diff.json": [["diff", 2200, diff]],
  "concat-slice.json": [
    ["concat", 600, concat],
    ["slice", 600, slice],
  ],
  "attributes.json": [
    [
      "attributesCompose",
      500,
      () => ({ ...attributePair(), keepNull: random.chance(0.5) }),
    ],
    [
      "attributesTransform",
      500,
      () => ({ ...attributePair(), priority: random.chance(0.5) }),
    ],
    [
      "attributesInvert",
      500,
      () => ({ a: attributes(random, true), base: attributes(random, false) }),
    ],
    ["attributesDiff", 500, attributePair],
  ],
};

/** JSON in which nothing is invisible. */
const readable = (value) =>
  JSON.stringify(value).replace(
    /[\u0085\u00a0\u200d\u2028\u3000\ufeff]/g,
    (blank) => "\\u" + blank.charCodeAt(0).toString(16).padStart(4, "0"),
  );

for (const [name, groups] of Object.entries(FILES)) {
  const lines = groups.flatMap(([operation, count, make]) =>
    Array.from({ length: count }, () => {
      const testCase = { operation, ...make() };
      return readable({ ...testCase, expected: answer(testCase) });
    }),
  );
  const head = `{"quillDelta":"5.1.0","seed":${seed},"cases":[`;
  writeFileSync(
    new URL(name, import.meta.url),
    `${head}\n${lines.join(",\n")}\n]}\n`,
  );
}
