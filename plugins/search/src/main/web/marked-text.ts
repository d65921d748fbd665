import type { Span } from "@scriptorium/plugin-api";

/** A piece of a text that is marked throughout or not at all. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** The whole text in pieces; marks are in order and do not overlap. */
export function pieces(text: string, marks: readonly Span[]): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  const add = (end: number, isMarked: boolean) => {
    if (end > at) found.push({ text: text.slice(at, end), isMarked });
    at = Math.max(at, end);
  };
  for (const { index, length } of marks) {
    add(index, false);
    add(index + length, true);
  }
  add(text.length, false);
  return found;
}

/** The text with its marks as `mark` elements. Whatever is in it stays text: it never becomes markup. */
export function markedText(
  text: string,
  marks: readonly Span[],
): readonly Node[] {
  return pieces(text, marks).map((piece) => {
    if (!piece.isMarked) return document.createTextNode(piece.text);
    const mark = document.createElement("mark");
    mark.textContent = piece.text;
    return mark;
  });
}
