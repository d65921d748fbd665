import type Delta from "quill-delta";
import type { HighlightStyle, Span } from "../plugins/plugin-api.ts";
import { carry } from "../sync/positions.ts";
import type { TextLayout } from "./text-layout.ts";

interface Marking {
  readonly spans: readonly Span[];
  readonly style: HighlightStyle;
}

/**
 * Marked spans of a text, by name. They move with the text: what is inserted at the edge of one stays outside.
 *
 * Browsers that know the CSS Custom Highlight API paint them without a change to the page; for others, marks are laid
 * under the text, which cannot colour the text itself.
 */
export class Highlights {
  readonly #markings = new Map<string, Marking>();
  readonly #painter: Painter;

  /** @param under an element under the text, for browsers without highlights of their own */
  constructor(
    readonly layout: TextLayout,
    under: HTMLElement,
  ) {
    this.#painter =
      "highlights" in CSS ? new NativePainter() : new MarkPainter(under);
  }

  /** Marks `spans` under `name`, a CSS identifier, in place of what was marked under it before. */
  mark(name: string, spans: readonly Span[], style: HighlightStyle): void {
    if (spans.length === 0) this.#markings.delete(name);
    else this.#markings.set(name, { spans, style });
    this.#paint(name);
  }

  /** The text has changed: the spans move with it. */
  carry(delta: Delta): void {
    for (const [name, { spans, style }] of this.#markings)
      this.#markings.set(name, {
        spans: spans.map((span) => carrySpan(span, delta)),
        style,
      });
  }

  /** The text was laid out anew. */
  paint(): void {
    for (const name of this.#markings.keys()) this.#paint(name);
  }

  clear(): void {
    for (const name of [...this.#markings.keys()]) this.mark(name, [], {});
  }

  #paint(name: string): void {
    const marking = this.#markings.get(name);
    if (marking === undefined) this.#painter.erase(name);
    else this.#painter.paint(name, marking, this.layout);
  }
}

/** A span moved over a change: it keeps to its text. */
export function carrySpan({ index, length }: Span, delta: Delta): Span {
  const start = carry(index, delta, "after");
  const end = carry(index + length, delta, "before");
  return { index: start, length: Math.max(0, end - start) };
}

interface Painter {
  paint(name: string, marking: Marking, layout: TextLayout): void;
  erase(name: string): void;
}

/** A style sheet of the page's own, whatever the server's policy says of style elements. */
const sheet = new CSSStyleSheet();

class NativePainter implements Painter {
  readonly #styles = new Map<string, CSSStyleRule>();

  constructor() {
    if (!document.adoptedStyleSheets.includes(sheet))
      document.adoptedStyleSheets.push(sheet);
  }

  paint(name: string, { spans, style }: Marking, layout: TextLayout): void {
    const pieces = spans.flatMap((span) => layout.pieces(span));
    CSS.highlights.set(name, new Highlight(...pieces));
    const rule = this.#rule(name);
    if (rule === undefined) return;
    set(rule.style, "background-color", style.background);
    set(rule.style, "color", style.color);
    const isLine = style.underline === "line-through";
    set(
      rule.style,
      "text-decoration",
      style.underline &&
        (isLine ? "line-through" : `underline ${style.underline}`),
    );
  }

  erase(name: string): void {
    CSS.highlights.delete(name);
  }

  #rule(name: string): CSSStyleRule | undefined {
    const known = this.#styles.get(name);
    if (known) return known;
    const selector = `::highlight(${CSS.escape(name)})`;
    const at = sheet.insertRule(`${selector} {}`, sheet.cssRules.length);
    const rule = sheet.cssRules[at];
    if (!(rule instanceof CSSStyleRule)) return undefined;
    this.#styles.set(name, rule);
    return rule;
  }
}

class MarkPainter implements Painter {
  readonly #marks = new Map<string, HTMLElement>();

  constructor(readonly under: HTMLElement) {}

  paint(name: string, { spans, style }: Marking, layout: TextLayout): void {
    this.erase(name);
    const group = document.createElement("div");
    const origin = this.under.getBoundingClientRect();
    const rectangles = spans.flatMap((span) =>
      span.length === 0 ? [] : layout.rectangles(span),
    );
    for (const rectangle of rectangles)
      group.append(markOf(rectangle, origin, style));
    this.#marks.set(name, group);
    this.under.append(group);
  }

  erase(name: string): void {
    this.#marks.get(name)?.remove();
    this.#marks.delete(name);
  }
}

function markOf(
  { left, top, width, height }: DOMRect,
  origin: DOMRect,
  { background, underline }: HighlightStyle,
): HTMLElement {
  const mark = document.createElement("i");
  set(mark.style, "position", "absolute");
  set(mark.style, "left", `${left - origin.left}px`);
  set(mark.style, "top", `${top - origin.top}px`);
  set(mark.style, "width", `${width}px`);
  set(mark.style, "height", `${height}px`);
  set(mark.style, "background-color", background);
  const line = underline === "dotted" ? "dotted" : "solid";
  if (underline) set(mark.style, "border-bottom", `2px ${line} currentcolor`);
  return mark;
}

function set(
  style: CSSStyleDeclaration,
  property: string,
  value: string | undefined,
): void {
  if (value === undefined) style.removeProperty(property);
  else style.setProperty(property, value);
}
