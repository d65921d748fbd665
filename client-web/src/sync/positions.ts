import type Delta from "quill-delta";

/** On which side of a text that is inserted at its very place a position ends up. */
export type Side = "before" | "after";

/** A position of a document, carried over a change of that document. */
export function carry(index: number, delta: Delta, stays: Side): number {
  return delta.transformPosition(index, stays === "before");
}

/**
 * A position after `delta`, as one of the document before it. It keeps to the character that follows it; inside of
 * what `delta` inserted it becomes the place of the insertion.
 */
export function carryBack(index: number, delta: Delta): number {
  let before = 0;
  let after = 0;
  for (const op of delta.ops) {
    const length = op.delete ?? insertedOrRetained(op);
    if (op.insert !== undefined) {
      if (index < after + length) return before;
      after += length;
    } else if (op.delete !== undefined) {
      before += length;
    } else {
      if (index < after + length) return before + index - after;
      before += length;
      after += length;
    }
  }
  return before + index - after;
}

function insertedOrRetained({ insert, retain }: Delta["ops"][number]): number {
  if (typeof insert === "string") return insert.length;
  return typeof retain === "number" ? retain : 1;
}
