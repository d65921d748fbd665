import Delta, { AttributeMap, type Op } from "quill-delta";
import type { Contents } from "./line-document.ts";
import { isAttachmentSource } from "../attachments.ts";
import { isSafeLink } from "./link.ts";

/**
 * What the editor is shown of a document, and what an edit in the editor means for the document.
 *
 * The document belongs to everyone and may hold what this editor cannot show: attributes of other
 * clients, embeds of plugins, two block formats on one line that two people set at once. Quill would
 * drop or rewrite those, and its picture would drift from the document. So Quill never holds the
 * document, only a projection of it: every op keeps its length, positions stay equal, and what Quill
 * does not know it is never given. Law: `toView(d.compose(c)) = toView(d).compose(toViewChange(c, d))`.
 */

/** The embed that stands for one that this editor does not know; its value is the original as JSON. */
export const PLACEHOLDER = "placeholder";

/** Block formats of which Quill shows one a line. Where a document has several, the first here wins. */
const EXCLUSIVE = ["code-block", "list", "header", "blockquote"] as const;

type Show = (value: unknown) => unknown;
type Shown = Readonly<Record<string, Show>>;

const flag: Show = (value) =>
  value === false || value === null ? undefined : true;

const oneOf =
  (...allowed: readonly unknown[]): Show =>
  (value) =>
    allowed.includes(value) ? value : undefined;

const size: Show = (value) =>
  typeof value === "number" || typeof value === "string"
    ? String(value)
    : undefined;

const TEXT: Shown = {
  bold: flag,
  italic: flag,
  underline: flag,
  strike: flag,
  code: flag,
  script: oneOf("sub", "super"),
  link: (value) => (isSafeLink(value) ? value : undefined),
  color: (value) => (isColor(value) ? value : undefined),
  background: (value) => (isColor(value) ? value : undefined),
};

const IMAGE: Shown = { ...TEXT, alt: size, width: size, height: size };

const LINE: Shown = {
  "code-block": flag,
  list: oneOf("bullet", "ordered", "checked", "unchecked"),
  header: oneOf(1, 2, 3, 4, 5, 6),
  blockquote: flag,
  align: oneOf("center", "right", "justify"),
  direction: oneOf("rtl"),
  indent: oneOf(1, 2, 3, 4, 5, 6, 7, 8),
};

function isColor(value: unknown): value is string {
  return (
    typeof value === "string" &&
    /^(#[\da-f]{3,8}|[a-z]{3,30}|(rgb|hsl)a?\([\d\s.,%/]+\))$/i.test(value)
  );
}

/** The document as the editor shows it: of the same length, with nothing in it that Quill would change. */
export function toView(document: Delta): Delta {
  return document.reduce((view, op) => pushShown(view, op), new Delta());
}

function pushShown(view: Delta, op: Op): Delta {
  for (const part of partsOf(op)) view.insert(part.insert, part.attributes);
  return view;
}

interface Part {
  readonly insert: string | Record<string, unknown>;
  readonly length: number;
  readonly attributes: AttributeMap | undefined;
}

/** An insert as Quill gets it, cut where text and line ends meet, since each takes other formats. */
function partsOf(op: Op): readonly Part[] {
  const { insert, attributes } = op;
  if (typeof insert === "string") {
    return (insert.match(/\n+|[^\n]+/g) ?? []).map((text) => ({
      insert: shownText(text),
      length: text.length,
      attributes: text.startsWith("\n")
        ? shownLine(attributes)
        : shown(attributes, TEXT),
    }));
  }
  if (insert === undefined) return [];
  if (isAttachmentSource(insert["image"]) && Object.keys(insert).length === 1)
    return [{ insert, length: 1, attributes: shown(attributes, IMAGE) }];
  const placeholder = { [PLACEHOLDER]: JSON.stringify(insert) };
  return [
    { insert: placeholder, length: 1, attributes: shown(attributes, TEXT) },
  ];
}

/** Quill folds carriage returns into line feeds and uses U+FEFF for itself; both get a stand-in of length 1. */
function shownText(text: string): string {
  return text.replaceAll("\r", " ").replaceAll("\uFEFF", "\u2060");
}

function shown(
  attributes: AttributeMap | undefined,
  known: Shown,
): AttributeMap | undefined {
  const result: AttributeMap = {};
  for (const [name, show] of Object.entries(known)) {
    const value =
      attributes?.[name] === undefined ? undefined : show(attributes[name]);
    if (value !== undefined) result[name] = value;
  }
  return Object.keys(result).length > 0 ? result : undefined;
}

function shownLine(
  attributes: AttributeMap | undefined,
): AttributeMap | undefined {
  const all = shown(attributes, LINE);
  if (all === undefined) return undefined;
  const winner = EXCLUSIVE.find((name) => name in all);
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name]) => name === winner || !isExclusive(name),
    ),
  );
}

function isExclusive(name: string): boolean {
  return EXCLUSIVE.some((exclusive) => exclusive === name);
}

/** `change`, a change of the document `before`, as the change that the editor's picture needs. */
export function toViewChange(change: Delta, before: Contents): Delta {
  const view = new Delta();
  let position = 0;
  for (const op of change.ops) {
    const length = lengthOf(op);
    if (op.insert !== undefined) {
      pushShown(view, op);
      continue;
    }
    if (op.delete !== undefined) view.delete(length);
    else if (op.attributes === undefined) view.retain(length);
    else
      pushFormats(
        view,
        before.slice(position, position + length),
        op.attributes,
      );
    position += length;
  }
  return view.chop();
}

function pushFormats(
  view: Delta,
  there: Delta,
  attributes: AttributeMap,
): void {
  for (const op of there.ops) {
    const after = partsOf(formatted(op, attributes));
    partsOf(op).forEach((part, index) => {
      view.retain(
        part.length,
        AttributeMap.diff(part.attributes, after[index]?.attributes),
      );
    });
  }
}

function formatted({ insert = "", attributes }: Op, by: AttributeMap): Op {
  const after = AttributeMap.compose(attributes, by, false);
  return after ? { insert, attributes: after } : { insert };
}

/** `change`, made in the editor on its picture of `before`, as the change of the document that is meant. */
export function fromViewChange(change: Delta, before: Contents): Delta {
  const meant = new Delta();
  let position = 0;
  for (const op of change.ops) {
    const length = lengthOf(op);
    if (op.insert !== undefined) {
      meant.insert(meantInsert(op.insert), op.attributes);
      continue;
    }
    if (op.delete !== undefined) meant.delete(length);
    else if (Object.keys(op.attributes ?? {}).some(isExclusive))
      pushLineFormats(
        meant,
        before.slice(position, position + length),
        op.attributes ?? {},
      );
    else meant.retain(length, op.attributes);
    position += length;
  }
  return meant.chop();
}

function meantInsert(
  insert: string | Record<string, unknown>,
): string | Record<string, unknown> {
  if (typeof insert === "string") return insert.replaceAll("\uFEFF", "\u2060");
  const original = insert[PLACEHOLDER];
  if (typeof original !== "string") return insert;
  const value: unknown = JSON.parse(original);
  return isRecord(value) ? value : insert;
}

/** Who sets a line's format clears the ones that it hid, or a heading from before would come to light. */
function pushLineFormats(
  meant: Delta,
  there: Delta,
  attributes: AttributeMap,
): void {
  for (const op of there.ops) {
    const hidden = Object.keys(op.attributes ?? {}).filter(isExclusive);
    meant.retain(lengthOf(op), {
      ...Object.fromEntries(hidden.map((name) => [name, null])),
      ...attributes,
    });
  }
}

function lengthOf(op: Op): number {
  if (typeof op.delete === "number") return op.delete;
  if (typeof op.retain === "number") return op.retain;
  return typeof op.insert === "string" ? op.insert.length : 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
