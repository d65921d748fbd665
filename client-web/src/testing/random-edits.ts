import Delta from "quill-delta";

/** A seeded random number from 0 to 1: mulberry32, small and good enough for tests. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An integer from 0 to `bound`, which is left out. */
export function below(random: () => number, bound: number): number {
  return Math.floor(random() * bound);
}

const TEXTS = ["a", "bc", "Hello, ", "\n", "\u{1F600}", "ä\u{1F9D1}\u{1F4BB}"];
const FORMATS = [
  { bold: true },
  { bold: null },
  { color: "#a00" },
  { color: null },
  { list: "bullet" },
];

/** One place in a document that may be an edit's border, and whether deletes may cover what follows it. */
interface Unit {
  readonly length: number;
  readonly isMark: boolean;
}

/** The document's units: characters (never half of one) and embeds. The final newline is left out. */
function units(content: Delta): readonly Unit[] {
  const all = content.ops.flatMap(({ insert = "" }) =>
    typeof insert === "string"
      ? Array.from(insert, ({ length }) => ({ length, isMark: false }))
      : [{ length: 1, isMark: "mark" in insert }],
  );
  return all.slice(0, -1);
}

/**
 * A random edit of `content`: inserts, deletes and formats at a few places, and one embed `{ mark }` that no edit
 * made here ever deletes, so that it must be in every later document exactly once.
 */
export function randomEdit(
  random: () => number,
  content: Delta,
  mark: string,
): Delta {
  const places = units(content);
  const markAt = below(random, places.length + 1);
  const busy = Math.min(0.5, 3 / (places.length + 1));
  const edit = new Delta();
  places.forEach((unit, index) => {
    if (index === markAt) {
      edit.insert({ mark });
    }
    step(random, edit, unit, random() < busy);
  });
  return (markAt === places.length ? edit.insert({ mark }) : edit).chop();
}

function step(
  random: () => number,
  edit: Delta,
  { length, isMark }: Unit,
  isBusy: boolean,
): void {
  const kind = isBusy ? below(random, 4) : 3;
  if (kind === 0) {
    edit.insert(pick(random, TEXTS), random() < 0.3 ? { bold: true } : {});
    edit.retain(length);
  } else if (kind === 1 && !isMark) {
    edit.delete(length);
  } else if (kind === 2) {
    edit.retain(length, pick(random, FORMATS));
  } else {
    edit.retain(length);
  }
}

function pick<T>(random: () => number, values: readonly T[]): T {
  const value = values[below(random, values.length)];
  if (value === undefined) {
    throw new Error("nothing to pick from");
  }
  return value;
}

/** The marks in a document, in its order. */
export function marks(content: Delta): readonly string[] {
  return content.ops.flatMap(({ insert }) =>
    typeof insert === "object" && typeof insert["mark"] === "string"
      ? [insert["mark"]]
      : [],
  );
}

/** The document with neighbouring runs of the same attributes joined: what two equal documents have in common. */
export function canonical(content: Delta): Delta {
  return content.ops.reduce((joined, op) => joined.push(op), new Delta());
}
