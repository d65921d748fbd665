// Random documents, changes and attributes, all from one seed.

const TEXTS = [
  "a",
  "b",
  "ab",
  "ba",
  "abab",
  "hello",
  "The cat came. ",
  "one two\n",
  "\n",
  "\n\n",
  "\r\n",
  " ",
  "\u{1F600}",
  "\u{1F601}",
  "\u{1F600}\u{1F601}",
  "\u{1F389}",
  "x\u{1F468}\u200D\u{1F469}y",
  "\u00E9",
  "e\u0301",
  "\u4E2D\u6587",
  "\u00A0",
  "\u3000",
  "\u2028",
  "\uFEFF",
  "\u0085",
  "\u0000",
];

const EMBEDS = [
  { image: "x" },
  { image: "y" },
  { formula: { tex: "a", sizes: [1, null, { deep: false }] } },
  { rule: true },
];

const VALUES = {
  bold: [true, true, null, false],
  size: [0, 12, 1.5, -3, "", null],
  color: ["red", "green", "", null],
  link: ["https://e.org/?q=1&s=\u{1F600}", null],
  comment: [{ id: 1, tags: ["a", null] }, { id: 2 }, {}, [], [{ n: 0 }], null],
};

/** mulberry32: 32 bits of state are enough to choose cases. */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** A number in [0, 1). */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(choices) {
    return choices[this.between(0, choices.length - 1)];
  }
}

/** Attributes, perhaps none; a document's mostly have no nulls. */
export function attributes(random, nulls) {
  const result = {};
  for (const name of Object.keys(VALUES)) {
    if (random.chance(0.25)) {
      const value = random.pick(VALUES[name]);
      if (value !== null || nulls || random.chance(0.05)) {
        result[name] = value;
      }
    }
  }
  return result;
}

function withAttributes(random, op, nulls) {
  const chosen = random.chance(0.45) ? attributes(random, nulls) : {};
  return Object.keys(chosen).length > 0 ? { ...op, attributes: chosen } : op;
}

/** Some words: long enough for every branch of the text comparison. */
export function text(random, pieces) {
  let result = "";
  for (let i = 0; i < pieces; i++) {
    result += random.pick(TEXTS);
  }
  return result;
}

function insert(random) {
  const content = random.chance(0.15)
    ? random.pick(EMBEDS)
    : text(random, random.between(1, 3));
  return withAttributes(random, { insert: content }, false);
}

/** A document: inserts alone, neighbours perhaps alike. */
export function document(random, ops = random.between(0, 5)) {
  return Array.from({ length: ops }, () => insert(random));
}

/**
 * A change of raw ops in any order, as a client may send it: deletes before inserts, neighbours
 * that could be one, trailing retains; it may reach past the end of a text of this length.
 */
export function change(random, length) {
  const ops = [];
  let left = length + (random.chance(0.15) ? 5 : 0);
  for (let i = random.between(1, 6); i > 0; i--) {
    const span = random.between(
      1,
      Math.max(1, Math.min(left, random.chance(0.2) ? left : 4)),
    );
    const kind = random.next();
    if (kind < 0.35 || left <= 0) {
      ops.push(insert(random));
    } else if (kind < 0.7) {
      ops.push(withAttributes(random, { retain: span }, true));
      left -= span;
    } else {
      ops.push({ delete: span });
      left -= span;
    }
  }
  return ops;
}

/** How many code units the ops span. */
export function span(ops) {
  let length = 0;
  for (const op of ops) {
    length +=
      op.delete ??
      op.retain ??
      (typeof op.insert === "string" ? op.insert.length : 1);
  }
  return length;
}
