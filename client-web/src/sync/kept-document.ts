import type Delta from "quill-delta";
import { composeAll } from "./compose-all.ts";

/** After how many deltas the tail is folded into the base. Folding costs time in proportion to the document. */
const TAIL = 100;

/**
 * The document as the server has it at some revision: a base, and the tail of changes since. Taking in a change
 * does not touch the base, so that it costs nothing in a long document; a tail that has grown long is folded in.
 * Immutable.
 */
export class KeptDocument {
  constructor(
    readonly base: Delta,
    readonly tail: readonly Delta[] = [],
  ) {}

  /** The document after `deltas`, one after the other. */
  commit(deltas: readonly Delta[]): KeptDocument {
    return new KeptDocument(this.base, [...this.tail, ...deltas]);
  }

  /** This document with an empty tail if the tail is long, or as it is. */
  folded(): KeptDocument {
    return this.tail.length < TAIL ? this : new KeptDocument(this.content());
  }

  /** The whole document, with `pending` edits in it. */
  content(pending: readonly Delta[] = []): Delta {
    return this.base.compose(composeAll([...this.tail, ...pending]));
  }
}
