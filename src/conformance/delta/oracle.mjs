// quill-delta itself, asked one question a line: reads cases of the form that README.md describes
// (without `expected`) from the standard input, writes each result as one line of JSON.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const require = createRequire(
  new URL("../../../client-web/package.json", import.meta.url),
);
const Delta = require("quill-delta");
const { AttributeMap } = Delta;

const ask = {
  compose: ({ a, b }) => new Delta(a).compose(new Delta(b)).ops,
  transform: ({ a, b, priority }) =>
    new Delta(a).transform(new Delta(b), priority).ops,
  transformPosition: ({ a, position, priority }) =>
    new Delta(a).transformPosition(position, priority),
  invert: ({ a, base }) => new Delta(a).invert(new Delta(base)).ops,
  diff: ({ a, b }) => new Delta(a).diff(new Delta(b)).ops,
  concat: ({ a, b }) => new Delta(a).concat(new Delta(b)).ops,
  slice: ({ a, start, end }) => new Delta(a).slice(start, end).ops,
  attributesCompose: ({ a, b, keepNull }) =>
    AttributeMap.compose(a, b, keepNull) ?? {},
  attributesTransform: ({ a, b, priority }) =>
    AttributeMap.transform(a, b, priority) ?? {},
  attributesInvert: ({ a, base }) => AttributeMap.invert(a, base) ?? {},
  attributesDiff: ({ a, b }) => AttributeMap.diff(a, b) ?? {},
};

/** What quill-delta answers to a case. The case is copied first: results share its objects. */
export function answer(testCase) {
  const copy = JSON.parse(JSON.stringify(testCase));
  return ask[copy.operation](copy);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + "\n");
  }
}
