import type Delta from "quill-delta";
import type { Contents } from "./line-document.ts";

const HALF_A_PAIR =
  /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const WHOLE_PAIR = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/;

/**
 * Throws, in words, unless `change` may be made in `document`. The server closes the connection of who sends what
 * does not fit and puts aside everything that is pending; a plugin's mistake must not do that to a writer.
 */
export function requireEdit(change: Delta, document: Contents): void {
  let reached = 0;
  for (const op of change.ops) {
    const { insert, retain } = op;
    if (insert !== undefined) {
      if (insert === "") throw new Error("the edit inserts an empty text");
      if (typeof insert === "string" && HALF_A_PAIR.test(insert))
        throw new Error("the edit inserts half of a surrogate pair");
    } else {
      reached += op.delete ?? (typeof retain === "number" ? retain : 1);
    }
  }
  const length = document.length();
  if (reached > length)
    throw new Error(
      `the edit reads ${reached}, but the document has ${length}`,
    );
  const after = document.compose(change);
  if (after.slice(after.length() - 1).ops[0]?.insert !== "\n")
    throw new Error(
      "the edit leaves a document that does not end in a newline",
    );
  requireWholePairs(change, document);
}

/** No op may begin or end between the halves of a surrogate pair, or the change would part them. */
function requireWholePairs(change: Delta, document: Contents): void {
  let position = 0;
  for (const op of change.ops) {
    if (op.insert === undefined) {
      const { retain } = op;
      position += op.delete ?? (typeof retain === "number" ? retain : 1);
    }
    const from = Math.max(0, position - 1);
    const around = document.slice(from, position + 1).ops[0]?.insert;
    if (typeof around === "string" && WHOLE_PAIR.test(around))
      throw new Error(`the edit divides a character at ${position}`);
  }
}
