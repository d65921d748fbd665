import Delta from "quill-delta";
import type { Change } from "./history-api.ts";

/** Where a playback gets its revisions from. */
export interface Source {
  content(revision: number): Promise<Delta>;
  /** Changes after a revision, in order; none at the head. */
  changes(after: number): Promise<readonly Change[]>;
}

/** How many revisions in a second. */
export const SPEEDS = [2, 10, 50, 250] as const;

/**
 * A place in a document's history that moves forward change by change, or jumps. Of several moves the
 * newest counts: what an older one still waits for is not taken.
 */
export class Playback {
  readonly #source: Source;
  #revision = 0;
  #content = new Delta().insert("\n");
  #ahead: readonly Change[] = [];
  #moves = 0;
  #asked: Promise<unknown> = Promise.resolve();

  constructor(source: Source) {
    this.#source = source;
  }

  get revision(): number {
    return this.#revision;
  }

  get content(): Delta {
    return this.#content;
  }

  /** The move that is under way ends where it is. */
  stay(): void {
    this.#moves++;
  }

  /**
   * The document as it was at a revision; undefined if another move came between. The source is asked
   * for one at a time, and while it answers only the newest jump waits: a slider may be dragged.
   */
  async jump(revision: number): Promise<Delta | undefined> {
    const move = ++this.#moves;
    await this.#asked;
    if (move !== this.#moves) return undefined;
    const asked = this.#source.content(revision);
    this.#asked = asked.catch(() => undefined);
    try {
      const content = await asked;
      if (move !== this.#moves) return undefined;
      this.#revision = revision;
      this.#content = content;
      this.#ahead = [];
      return content;
    } catch (error) {
      if (move !== this.#moves) return undefined;
      throw error;
    }
  }

  /** Goes on by so many revisions, or to the head; the last change that was made, undefined at the head. */
  async step(revisions: number): Promise<Change | undefined> {
    const move = ++this.#moves;
    let left = revisions;
    let last: Change | undefined;
    while (left > 0) {
      if (this.#ahead.length === 0) {
        const ahead = await this.#source.changes(this.#revision);
        if (move !== this.#moves) return last;
        this.#ahead = ahead;
      }
      const taken = this.#ahead.slice(0, left);
      if (taken.length === 0) return last;
      this.#ahead = this.#ahead.slice(taken.length);
      this.#content = this.#content.compose(
        composed(taken.map(({ delta }) => delta)),
      );
      last = taken.at(-1);
      this.#revision = last?.revision ?? this.#revision;
      left -= taken.length;
    }
    return last;
  }
}

/** Changes one after the other, as a tree: many small ones cost little so. */
export function composed(deltas: readonly Delta[]): Delta {
  const [first] = deltas;
  if (deltas.length <= 1) return first ?? new Delta();
  const middle = deltas.length >> 1;
  return composed(deltas.slice(0, middle)).compose(
    composed(deltas.slice(middle)),
  );
}
