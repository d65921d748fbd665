import type Delta from "quill-delta";
import { carry, type Side } from "./positions.ts";

/** How many changes are kept. A position older than all of them is carried over those only. */
const KEPT = 4096;

interface Step {
  /** The revision that the step applies to, or for one of several that stand for more, that they all apply to. */
  readonly from: number;
  readonly delta: Delta;
}

/**
 * What came into the document lately, revision by revision, so that a position of an earlier revision can be carried
 * to the newest. Immutable.
 */
export class RecentChanges {
  constructor(
    readonly revision: number,
    readonly steps: readonly Step[] = [],
  ) {}

  /** These changes and `deltas`, which lead to `revision` one after the other. */
  commit(deltas: readonly Delta[], revision: number): RecentChanges {
    const isEachOne = deltas.length === revision - this.revision;
    const steps = deltas.map((delta, index) => ({
      from: isEachOne ? this.revision + index : this.revision,
      delta,
    }));
    return new RecentChanges(revision, [...this.steps, ...steps].slice(-KEPT));
  }

  /**
   * The position `index` of the document at `from`, in the newest one. Exact, unless `from` is older than what is
   * kept, or lies between two revisions that arrived as one change (as they may where nothing can be edited).
   */
  carry(index: number, from: number, stays: Side): number {
    return this.steps
      .slice(this.#firstFrom(from))
      .reduce((position, { delta }) => carry(position, delta, stays), index);
  }

  /** Where the first step begins that applies to `revision` or a later one. */
  #firstFrom(revision: number): number {
    let low = 0;
    let high = this.steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const step = this.steps[middle];
      if (step !== undefined && step.from < revision) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
