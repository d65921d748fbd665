import Delta from "quill-delta";
import { type Contents, movedBack, touchedBy } from "./line-document.ts";

/** Edits closer together than this become one step of undo, in milliseconds. */
const STEP_MS = 800;

/** The most steps that are kept; the oldest go first. */
const MAX_STEPS = 500;

/**
 * One person's undo and redo in a document that others change, too.
 *
 * A step is the inverse of one's own edit. When others edit, every step is carried over their change,
 * so that it takes back what this person did and nothing else: law, tested: after undoing everything,
 * none of one's own insertions is left and every character of the others is. Inverses are taken of the
 * document, not of what the editor shows, so that undoing a deletion brings back what Quill cannot see.
 *
 * Quill's own module inverts its picture, loses attributes that it does not know, and cannot send what
 * undo means for the document; it is switched off.
 */
export class UndoHistory {
  #undo: readonly Delta[] = [];
  #redo: readonly Delta[] = [];
  #lastEdit = Number.NEGATIVE_INFINITY;

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Takes in `change`, this person's own edit of `before`, made at `now` (milliseconds of any clock). */
  record(change: Delta, before: Contents, now: number): void {
    if (change.ops.length === 0) return;
    const inverse = inverseOf(change, before);
    const last = this.#undo.at(-1);
    const joins = last !== undefined && now - this.#lastEdit < STEP_MS;
    this.#undo = joins
      ? [...this.#undo.slice(0, -1), inverse.compose(last)]
      : [...this.#undo, inverse].slice(-MAX_STEPS);
    this.#redo = [];
    this.#lastEdit = now;
  }

  /** Ends the step being made: the next edit starts a new one. */
  cutoff(): void {
    this.#lastEdit = Number.NEGATIVE_INFINITY;
  }

  /** Carries every step over `change`, an edit of someone else. */
  rebase(change: Delta): void {
    this.#undo = carry(this.#undo, change);
    this.#redo = carry(this.#redo, change);
  }

  /** Forgets everything, since the document was replaced. */
  clear(): void {
    this.#undo = [];
    this.#redo = [];
    this.cutoff();
  }

  /** The change that takes back the last step in `document`, to be made there at once. */
  undo(document: Contents): Delta | undefined {
    const step = this.#undo.at(-1);
    if (step === undefined) return undefined;
    const change = keepingLastLine(step, document);
    this.#undo = this.#undo.slice(0, -1);
    this.#redo = [...this.#redo, inverseOf(change, document)];
    this.cutoff();
    return change;
  }

  /** The change that makes the last undone step again in `document`. */
  redo(document: Contents): Delta | undefined {
    const step = this.#redo.at(-1);
    if (step === undefined) return undefined;
    const change = keepingLastLine(step, document);
    this.#redo = this.#redo.slice(0, -1);
    this.#undo = [...this.#undo, inverseOf(change, document)];
    this.cutoff();
    return change;
  }
}

/** The newest step meets the change as it is; an older one meets it as it would have been before the newer. */
function carry(steps: readonly Delta[], change: Delta): readonly Delta[] {
  const carried: Delta[] = [];
  let theirs = change;
  for (const step of steps.toReversed()) {
    const moved = theirs.transform(step, true);
    theirs = step.transform(theirs, false);
    if (moved.ops.length > 0) carried.push(moved);
  }
  return carried.reverse();
}

/** What takes back `change` of `before`; only what it touches is looked at. */
function inverseOf(change: Delta, before: Contents): Delta {
  const [from, to] = touchedBy(change);
  const inverse = movedBack(change, from).invert(before.slice(from, to));
  return new Delta().retain(from).concat(inverse);
}

/** A document ends in a line end; taking back one's own last line must not take that away. */
function keepingLastLine(change: Delta, document: Contents): Delta {
  const after = document.compose(change);
  const length = after.length();
  if (after.slice(length - 1).ops[0]?.insert === "\n") return change;
  return change.compose(new Delta().retain(length).insert("\n"));
}
