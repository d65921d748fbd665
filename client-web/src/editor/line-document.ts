import Delta, { AttributeMap, type Op } from "quill-delta";
import type { Span } from "../plugins/plugin-api.ts";

/** A document as far as most that work with one need it: a {@link Delta} of inserts, or a {@link LineDocument}. */
export interface Contents {
  length(): number;
  slice(start?: number, end?: number): Delta;
  compose(change: Delta): Contents;
}

/** The selection before and after a change that its user made. */
export interface Cursor {
  readonly oldRange: Span;
  readonly newRange: Span;
}

/** Where a line begins, in the list of lines and in the text. */
interface Place {
  readonly line: number;
  readonly start: number;
}

/**
 * A document kept line by line, so that a keystroke in a long one costs what its line costs, and a look at the other
 * lines' lengths. A Delta of it all is put together, and remembered, where somebody asks for it. Immutable.
 *
 * Law: whatever is asked of it has the same answer as asked of `toDelta()`.
 */
export class LineDocument implements Contents {
  /** Each ends in its only line end; the last may do without one. */
  readonly lines: readonly Delta[];
  readonly #lengths: readonly number[];
  readonly #length: number;
  #whole: Delta | undefined;

  private constructor(lines: readonly Delta[], lengths: readonly number[]) {
    this.lines = lines;
    this.#lengths = lengths;
    this.#length = lengths.reduce(sum, 0);
  }

  static of(document: Delta): LineDocument {
    return new LineDocument([], []).with(linesOf(document));
  }

  length(): number {
    return this.#length;
  }

  toDelta(): Delta {
    this.#whole ??= joined(this.lines);
    return this.#whole;
  }

  slice(start = 0, end = this.#length): Delta {
    const from = this.#placeOf(start);
    const to = this.#placeOf(end, from);
    const lines = this.lines.slice(from.line, to.line + 1);
    return joined(lines).slice(start - from.start, end - from.start);
  }

  /** This document after `change`. What lies before and after all that it touches is shared. */
  compose(change: Delta): LineDocument {
    const [start, end] = touchedBy(change);
    const from = this.#placeOf(start);
    const to = this.#placeOf(end, from);
    const touched = joined(this.lines.slice(from.line, to.line + 1));
    const lines = linesOf(touched.compose(movedBack(change, from.start)));
    return this.#replaced(from.line, to.line + 1, lines);
  }

  /**
   * The document of `lines`, each of which ends in its only line end. What it shares with this one, at the beginning
   * and at the end, is told by identity and not looked at.
   */
  with(lines: readonly Delta[]): LineDocument {
    const [head, tail] = sharedBy(this.lines, lines);
    const others = lines.slice(head, lines.length - tail);
    return this.#replaced(head, this.lines.length - tail, others);
  }

  /**
   * The change that makes `after` of this document.
   *
   * @param cursor where the selection was and is, which tells of equal letters the one that was typed
   */
  diff(after: LineDocument, cursor?: Cursor): Delta {
    const [head, tail] = sharedBy(this.lines, after.lines);
    const start = this.#lengths.slice(0, head).reduce(sum, 0);
    const one = this.lines.slice(head, this.lines.length - tail);
    const other = after.lines.slice(head, after.lines.length - tail);
    const change = joined(one).diff(joined(other), moved(cursor, -start));
    return new Delta().retain(start).concat(change).chop();
  }

  /** Whether both say the same. */
  equals(other: LineDocument): boolean {
    return (
      this.lines.length === other.lines.length &&
      this.lines.every((line, at) => sameContent(line, other.lines[at]))
    );
  }

  #replaced(from: number, to: number, lines: readonly Delta[]): LineDocument {
    const lengths = lines.map((line) => line.length());
    return new LineDocument(
      spliced(this.lines, from, to, lines),
      spliced(this.#lengths, from, to, lengths),
    );
  }

  /** The line that has the character at `index`, or the last one; not before `from`. */
  #placeOf(index: number, from: Place = { line: 0, start: 0 }): Place {
    let { line, start } = from;
    const last = this.#lengths.length - 1;
    for (; line < last; line += 1) {
      const next = start + (this.#lengths[line] ?? 0);
      if (index < next) break;
      start = next;
    }
    return { line, start };
  }
}

function sum(one: number, other: number): number {
  return one + other;
}

function moved(cursor: Cursor | undefined, by: number): Cursor | undefined {
  if (cursor === undefined) return undefined;
  const { oldRange, newRange } = cursor;
  return {
    oldRange: { index: oldRange.index + by, length: oldRange.length },
    newRange: { index: newRange.index + by, length: newRange.length },
  };
}

/** How many lines at the beginning, and of the others how many at the end, both have. */
function sharedBy(
  one: readonly Delta[],
  other: readonly Delta[],
): readonly [number, number] {
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < most - head && one.at(-1 - tail) === other.at(-1 - tail))
    tail += 1;
  return [head, tail];
}

/** From where to where a change reads the document, without what it keeps as it is at either end. */
export function touchedBy({ ops }: Delta): readonly [number, number] {
  const start = leadingRetain(ops[0]);
  let position = 0;
  let end = start;
  for (const op of ops) {
    if (op.insert === undefined) position += readBy(op);
    if (op.retain === undefined || op.attributes !== undefined) end = position;
  }
  return [start, end];
}

/** `change` as one of the document without its first `by` characters, which it keeps as they are. */
export function movedBack(change: Delta, by: number): Delta {
  const [first, ...rest] = change.ops;
  if (by === 0 || first === undefined) return change;
  const left = leadingRetain(first) - by;
  return new Delta(left > 0 ? [{ retain: left }, ...rest] : rest);
}

function leadingRetain(op: Op | undefined): number {
  return typeof op?.retain === "number" && op.attributes === undefined
    ? op.retain
    : 0;
}

/** Whether two contents are equal, op for op; both canonical. */
export function sameContent(one: Delta, other: Delta | undefined): boolean {
  return (
    one === other ||
    (one.ops.length === other?.ops.length &&
      one.ops.every((op, index) => sameInsert(op, other.ops[index])))
  );
}

function sameInsert(one: Op, other: Op | undefined): boolean {
  return (
    other !== undefined &&
    JSON.stringify(one.insert) === JSON.stringify(other.insert) &&
    AttributeMap.diff(one.attributes, other.attributes) === undefined
  );
}

function readBy(op: Op): number {
  if (op.delete !== undefined) return op.delete;
  return typeof op.retain === "number" ? op.retain : 1;
}

/** One document of all `lines`, in canonical form if each line is. */
export function joined(lines: readonly Delta[]): Delta {
  const ops: Op[] = [];
  for (const line of lines) {
    const [first, ...rest] = line.ops;
    const last = ops.at(-1);
    const seam = last && first && merged(last, first);
    if (seam) ops[ops.length - 1] = seam;
    else if (first) ops.push(first);
    for (const op of rest) ops.push(op);
  }
  return new Delta(ops);
}

/** Two pieces of text as one op, if they have the same formats. */
function merged(one: Op, other: Op): Op | undefined {
  if (typeof one.insert !== "string" || typeof other.insert !== "string")
    return undefined;
  const differ =
    one.attributes !== other.attributes &&
    AttributeMap.diff(one.attributes, other.attributes) !== undefined;
  return differ ? undefined : { ...one, insert: one.insert + other.insert };
}

/** The lines of `document`, each with the end of it. */
function linesOf(document: Delta): readonly Delta[] {
  const lines: Delta[] = [];
  let ops: Op[] = [];
  for (const op of document.ops) {
    for (const piece of piecesOf(op)) {
      ops.push(piece);
      if (typeof piece.insert !== "string" || !piece.insert.endsWith("\n"))
        continue;
      lines.push(new Delta(ops));
      ops = [];
    }
  }
  return ops.length > 0 ? [...lines, new Delta(ops)] : lines;
}

function piecesOf(op: Op): readonly Op[] {
  const { insert } = op;
  if (typeof insert !== "string") return [op];
  const end = insert.indexOf("\n");
  if (end < 0 || end === insert.length - 1) return [op];
  return (insert.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((text) => ({
    ...op,
    insert: text,
  }));
}

function spliced<T>(
  list: readonly T[],
  from: number,
  to: number,
  put: readonly T[],
): readonly T[] {
  return [...list.slice(0, from), ...put, ...list.slice(to)];
}
