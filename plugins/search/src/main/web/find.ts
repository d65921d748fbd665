import type { Span } from "@scriptorium/plugin-api";
import Delta from "quill-delta";

/** What is looked for in the open document. */
export interface Wanted {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWords: boolean;
}

/** As many are marked and counted; more would only slow typing down. */
export const MOST_FINDS = 5_000;

/**
 * Where it stands in a text, in order, without overlap. Without `matchCase`, letters that differ in case alone are the
 * same, whatever that does to their number of code units: `STRASSE` is found by `straße`, `İ` by `i̇`.
 */
export function findAll(text: string, wanted: Wanted): readonly Span[] {
  if (wanted.text === "") return [];
  const hay = wanted.matchCase ? asItIs(text) : folded(text);
  const needle = wanted.matchCase ? wanted.text : fold(wanted.text);
  const found: Span[] = [];
  let from = 0;
  while (found.length < MOST_FINDS) {
    const at = hay.text.indexOf(needle, from);
    if (at < 0) break;
    const span = hay.span(at, at + needle.length);
    const fits =
      span !== undefined &&
      isWhole(text, span) &&
      (!wanted.wholeWords || isWord(text, span));
    if (fits) found.push(span);
    from = fits ? at + needle.length : at + 1;
  }
  return found;
}

/** A text to search in, and where its parts are in the document. */
interface Hay {
  readonly text: string;
  /** The span of the document that a part stands for; none if it begins or ends within a character. */
  span(start: number, end: number): Span | undefined;
}

function asItIs(text: string): Hay {
  return {
    text,
    span: (start, end) => ({ index: start, length: end - start }),
  };
}

/** Of one character after the other, so that its place is known whatever becomes of its length. */
function folded(text: string): Hay {
  if (!GROWING.test(text)) return { ...asItIs(text), text: fold(text) };
  const places: number[] = [];
  let all = "";
  let at = 0;
  for (const character of text) {
    const letters = fold(character);
    places.push(at, ...Array<number>(Math.max(0, letters.length - 1)).fill(-1));
    if (letters.length === 0) places.pop();
    all += letters;
    at += character.length;
  }
  places.push(at);
  return {
    text: all,
    span: (start, end) => {
      const from = places[start] ?? -1;
      const to = places[end] ?? -1;
      return from < 0 || to < 0
        ? undefined
        : { index: from, length: to - from };
    },
  };
}

/** Letters that folding makes longer: Unicode's SpecialCasing, as far as it changes lengths. */
const GROWING =
  /[\u00df\u0130\u0149\u01f0\u0390\u03b0\u0587\u1e96-\u1e9e\u1f50-\u1fff\ufb00-\ufb17]/;

/** Full case folding, as near as the language has it: to upper case and back. */
function fold(text: string): string {
  return text.toUpperCase().toLowerCase().replaceAll("ς", "σ");
}

/** Whether a span does not cut a surrogate pair, nor a letter from the accents that follow it. */
function isWhole(text: string, { index, length }: Span): boolean {
  const end = index + length;
  return (
    !isLowSurrogate(text.charCodeAt(index)) &&
    !isLowSurrogate(text.charCodeAt(end)) &&
    !/^\p{Mn}/u.test(text.slice(end, end + 2))
  );
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Whether neither before nor after the span a word goes on. */
function isWord(text: string, { index, length }: Span): boolean {
  const end = index + length;
  const before = /[\p{L}\p{N}\p{M}_]$/u.test(
    text.slice(Math.max(0, index - 2), index),
  );
  const after = /^[\p{L}\p{N}\p{M}_]/u.test(text.slice(end, end + 2));
  return !before && !after;
}

/** The find that comes first at or after a position; the first one of all after the last. -1 if there is none. */
export function nextFrom(finds: readonly Span[], position: number): number {
  const at = finds.findIndex(({ index }) => index >= position);
  return at < 0 && finds.length > 0 ? 0 : at;
}

/**
 * The edit that puts `replacement` in place of the spans, formatted as the first character of each is. One edit, so one
 * step of undo, and merged with what others type meanwhile.
 */
export function replaceEdit(
  contents: Delta,
  spans: readonly Span[],
  replacement: string,
): Delta {
  const edit = new Delta();
  let at = 0;
  for (const { index, length } of spans) {
    const attributes = contents.slice(index, index + 1).ops[0]?.attributes;
    edit.retain(index - at);
    edit.delete(length);
    if (replacement !== "") edit.insert(replacement, attributes);
    at = index + length;
  }
  return edit;
}
