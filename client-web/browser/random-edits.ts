import Delta, { type AttributeMap } from "quill-delta";
import { below } from "../src/testing/random-edits.ts";

const PIECES: readonly (string | Record<string, unknown>)[] = [
  "word ",
  "ü😀",
  "\n",
  "two\nlines",
  "tab\tand\rreturn",
  { picture: "none that this editor knows" },
  { chart: { of: [1, 2] } },
];

const FORMATS: readonly AttributeMap[] = [
  { bold: true },
  { italic: true, link: "https://example.org/" },
  { color: "#b3261e", background: "tomato" },
  { code: true },
  { header: 1 },
  { header: 9 },
  { list: "bullet" },
  { list: "checked", indent: 2 },
  { blockquote: true },
  { "code-block": "java" },
  { align: "center", header: 2 },
  { comment: { by: "somebody" } },
];

/** A random change that fits `document`, of everything that a program may write and an editor may not know. */
export function randomEdit(document: Delta, random: () => number): Delta {
  const pick = (bound: number): number => below(random, bound);
  const index = wholeCharacter(document, pick(document.length()));
  const left = document.length() - 1 - index;
  const change = new Delta().retain(index);
  const formats = FORMATS[pick(FORMATS.length)];
  const kind = pick(10);
  if (kind < 5)
    return change.insert(PIECES[pick(PIECES.length)] ?? "", formats);
  const end = wholeCharacter(document, index + pick(Math.min(left, 9) + 1));
  if (end === index) return change.insert("x");
  if (kind < 7) return change.delete(end - index);
  return change.retain(end - index, kind < 9 ? formats : cleared(formats));
}

function cleared(formats: AttributeMap | undefined): AttributeMap {
  return Object.fromEntries(
    Object.keys(formats ?? {}).map((name) => [name, null]),
  );
}

/** The place at or before `index` that is not within a pair of surrogates. */
function wholeCharacter(document: Delta, index: number): number {
  const [op] = document.slice(index, index + 1).ops;
  const isLow =
    typeof op?.insert === "string" && /^[\uDC00-\uDFFF]/.test(op.insert);
  return isLow ? index - 1 : index;
}
