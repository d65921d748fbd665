import type Quill from "quill/core.js";
import { Parchment } from "quill/core.js";
import type { Span } from "../plugins/plugin-api.ts";

/** A line of the text (a paragraph, say) as it is drawn; it may fill several rows. */
interface Line {
  readonly start: number;
  readonly length: number;
  readonly blot: Parchment.ParentBlot;
}

/** How wide an empty line is drawn when it lies in a span, in pixels. */
const EMPTY_LINE_PX = 6;

/** Where the positions of an editor's text are on the page. */
export class TextLayout {
  readonly quill: Quill;
  #lines: readonly Line[] | undefined;

  constructor(quill: Quill) {
    this.quill = quill;
  }

  /** The text is another than before. */
  changed(): void {
    this.#lines = undefined;
  }

  /** The pieces of the page that `span` is made of: one for each run of text and each embed in it. */
  pieces(span: Span): readonly Range[] {
    return this.#linesOf(span).flatMap((line) => piecesOf(line, span));
  }

  /** Where `span` is drawn in the window, a rectangle for each row of it; a caret has no width. */
  rectangles(span: Span): readonly DOMRect[] {
    if (span.length === 0) {
      const caret = this.caret(span.index);
      return caret ? [caret] : [];
    }
    const all = this.#linesOf(span).flatMap((line) => {
      const pieces = piecesOf(line, span);
      const drawn = pieces.flatMap((piece) => [...piece.getClientRects()]);
      return drawn.length > 0 || span.index + span.length <= line.start
        ? drawn
        : emptyLine(this.caret(line.start), line, span);
    });
    return rows(all);
  }

  /** Where a caret at `index` is drawn in the window. */
  caret(index: number): DOMRect | undefined {
    const at = Math.max(0, Math.min(index, this.quill.getLength() - 1));
    // Quill's types do not say so, but where nothing is drawn it has no answer.
    const bounds: { left: number; top: number; height: number } | null =
      this.quill.selection.getBounds(at);
    return bounds === null
      ? undefined
      : new DOMRect(bounds.left, bounds.top, 0, bounds.height);
  }

  /** The position where the first row begins whose middle is below `top`, in pixels of the window. */
  firstBelow(top: number): number {
    const blot = this.#lineBelow(top);
    if (blot === undefined) return Math.max(0, this.quill.getLength() - 1);
    const offset = firstThat(blot.length() - 1, (at) => {
      const row = rowAt(blot, at);
      return row !== undefined && row.top + row.height / 2 > top;
    });
    return this.quill.getIndex(blot) + offset;
  }

  /** Lines lie one under the other, those of a list in an element of its own, so the page is asked by halving. */
  #lineBelow(top: number): Parchment.Blot | undefined {
    const first = firstChildBelow(this.quill.root, top);
    const blot = first && this.quill.scroll.find(first);
    if (!first || !(blot instanceof Parchment.ContainerBlot))
      return blot ?? undefined;
    const line = firstChildBelow(first, top);
    return (line && this.quill.scroll.find(line)) ?? undefined;
  }

  #all(): readonly Line[] {
    this.#lines ??= linesOf(this.quill);
    return this.#lines;
  }

  #linesOf({ index, length }: Span): readonly Line[] {
    const lines = this.#all();
    const first = firstThat(lines.length, (at) => {
      const line = lines[at] ?? never();
      return line.start + line.length > index;
    });
    const end = firstThat(lines.length, (at) => {
      const line = lines[at] ?? never();
      return line.start >= index + length;
    });
    return lines.slice(first, end);
  }
}

/** Where the character at `offset` of `line` is drawn in the window; the line is asked, not the whole text. */
function rowAt(line: Parchment.Blot, offset: number): DOMRect | undefined {
  if (!(line instanceof Parchment.ParentBlot)) return undefined;
  const [leaf, at] = line.descendant(Parchment.LeafBlot, offset);
  return leaf ? pieceOf(leaf, at, at + 1).getBoundingClientRect() : undefined;
}

function firstChildBelow(parent: Element, top: number): Element | undefined {
  const { children } = parent;
  const at = firstThat(children.length, (index) => {
    const { bottom = 0 } = children[index]?.getBoundingClientRect() ?? {};
    return bottom > top;
  });
  return children[at];
}

function linesOf(quill: Quill): readonly Line[] {
  let start = 0;
  return quill.getLines().flatMap((blot) => {
    const line = { start, length: blot.length(), blot };
    start += line.length;
    return blot instanceof Parchment.ParentBlot ? [{ ...line, blot }] : [];
  });
}

/** A range for each leaf of `line` that lies in `span`. */
function piecesOf({ start, blot }: Line, { index, length }: Span): Range[] {
  let leafStart = start;
  const pieces: Range[] = [];
  for (const leaf of leavesOf(blot)) {
    const from = Math.max(index, leafStart);
    const to = Math.min(index + length, leafStart + leaf.length());
    if (from < to) pieces.push(pieceOf(leaf, from - leafStart, to - leafStart));
    leafStart += leaf.length();
  }
  return pieces;
}

function leavesOf(blot: Parchment.ParentBlot): readonly Parchment.Blot[] {
  const leaves: Parchment.Blot[] = [];
  for (let child = blot.children.head; child !== null; child = child.next) {
    if (child instanceof Parchment.ParentBlot) leaves.push(...leavesOf(child));
    else leaves.push(child);
  }
  return leaves;
}

function pieceOf(leaf: Parchment.Blot, from: number, to: number): Range {
  const range = document.createRange();
  if (leaf.domNode instanceof Text) {
    range.setStart(leaf.domNode, Math.min(from, leaf.domNode.length));
    range.setEnd(leaf.domNode, Math.min(to, leaf.domNode.length));
  } else {
    range.selectNode(leaf.domNode);
  }
  return range;
}

function emptyLine(
  caret: DOMRect | undefined,
  line: Line,
  span: Span,
): readonly DOMRect[] {
  const isInside = line.start >= span.index;
  return caret && isInside
    ? [new DOMRect(caret.left, caret.top, EMPTY_LINE_PX, caret.height)]
    : [];
}

/** Rectangles of the same row joined. */
function rows(rectangles: readonly DOMRect[]): readonly DOMRect[] {
  const joined: DOMRect[] = [];
  for (const each of rectangles) {
    if (each.width === 0 || each.height === 0) continue;
    const last = joined.at(-1);
    if (last && isSameRow(last, each))
      joined[joined.length - 1] = union(last, each);
    else joined.push(each);
  }
  return joined;
}

function isSameRow(one: DOMRect, other: DOMRect): boolean {
  const shared =
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return shared > Math.min(one.height, other.height) / 2;
}

function union(one: DOMRect, other: DOMRect): DOMRect {
  const left = Math.min(one.left, other.left);
  const top = Math.min(one.top, other.top);
  const right = Math.max(one.right, other.right);
  const bottom = Math.max(one.bottom, other.bottom);
  return new DOMRect(left, top, right - left, bottom - top);
}

/** The first number from 0 to `count` for which `holds`, as for all after it; `count` if there is none below it. */
function firstThat(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function never(): never {
  throw new Error("a line beyond the last one");
}
