import type { Span } from "@scriptorium/plugin-api";
import Delta from "quill-delta";
import type { Fate, Names, Piece } from "./history-api.ts";

/** How a piece of a difference is set, besides its own format: never by colour alone. */
const MARKS: Readonly<Record<Fate, Readonly<Record<string, unknown>>>> = {
  kept: {},
  added: { background: "#cdeed6", underline: true },
  removed: { background: "#f7d3d3", strike: true },
  reformatted: { background: "#f6e7b4" },
};

/** A difference as one document. Removed ends of lines are shown as a sign, so that lines stay what they are now. */
export function marked(pieces: readonly Piece[]): Delta {
  const shown = new Delta();
  for (const { op, fate } of pieces) {
    const marks = MARKS[fate];
    if (typeof op.insert !== "string") {
      if (op.insert !== undefined)
        shown.insert(op.insert, { ...op.attributes, ...marks });
      continue;
    }
    for (const part of op.insert.split(/(\n)/u)) {
      if (part === "") continue;
      if (part !== "\n") shown.insert(part, { ...op.attributes, ...marks });
      else if (fate === "removed") shown.insert("¶ ", marks);
      else shown.insert("\n", op.attributes);
    }
  }
  const end = shown.ops.at(-1)?.insert;
  return typeof end === "string" && end.endsWith("\n")
    ? shown
    : shown.insert("\n");
}

/** An author's name; with the end of his id if another author here has the same name. */
export function toldApart(author: string, names: Names): string {
  const name = names[author];
  if (name === undefined) return author === "" ? "Not known" : author;
  const isShared = Object.entries(names).some(
    ([other, its]) => other !== author && its === name,
  );
  return isShared ? `${name} (${author.slice(-4)})` : name;
}

/** How much a difference holds, and through whom. */
export function summary(
  pieces: readonly Piece[],
  names: Names,
): readonly {
  readonly name: string;
  readonly added: number;
  readonly removed: number;
}[] {
  const byAuthor = new Map<string, { added: number; removed: number }>();
  for (const { op, fate, author } of pieces) {
    if (fate === "kept") continue;
    const sum = byAuthor.get(author) ?? { added: 0, removed: 0 };
    const length = typeof op.insert === "string" ? op.insert.length : 1;
    if (fate === "added") sum.added += length;
    if (fate === "removed") sum.removed += length;
    byAuthor.set(author, sum);
  }
  return [...byAuthor].map(([author, sum]) => ({
    name: toldApart(author, names),
    ...sum,
  }));
}

/** Where each author's passages are, by id; what nobody wrote is left out. */
export function spansByAuthor(
  passages: readonly { readonly length: number; readonly author: string }[],
): ReadonlyMap<string, readonly Span[]> {
  const spans = new Map<string, Span[]>();
  let index = 0;
  for (const { length, author } of passages) {
    if (author !== "") {
      const known = spans.get(author) ?? [];
      known.push({ index, length });
      spans.set(author, known);
    }
    index += length;
  }
  return spans;
}

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });

/** A time of writing in words: its day, and from when to when. */
export function whenWords(start: number, end: number): string {
  const from = TIME.format(start);
  const to = TIME.format(end);
  return `${DATE.format(start)}, ${from}${from === to ? "" : ` – ${to}`}`;
}
