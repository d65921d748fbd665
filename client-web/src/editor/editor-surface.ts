import type Delta from "quill-delta";
import type {
  ChangeSource,
  HighlightStyle,
  Span,
} from "../plugins/plugin-api.ts";
import { TypedEventTarget } from "../typed-events.ts";
import type { EditorBinding } from "./editor-binding.ts";
import { Highlights } from "./highlights.ts";
import { Preview } from "./preview.ts";
import { TextLayout } from "./text-layout.ts";

/** What happens on the surface of an editor. */
export interface SurfaceEvents {
  readonly change: { readonly delta: Delta; readonly source: ChangeSource };
  readonly selection: { readonly selection: Span | undefined };
  /** The text was laid out anew; at most once a frame. */
  readonly layout: undefined;
  /** A preview began or ended. */
  readonly preview: { readonly isShown: boolean };
}

/** Room that is left above a position that is scrolled to, in pixels. */
const ROOM_ABOVE_PX = 12;

/**
 * The editor as something to look at and to draw on: where its text is on the page, what is marked in it, what is
 * drawn over it, and what is shown in its place. While there is a preview, all of this is about the preview.
 */
export class EditorSurface extends TypedEventTarget<SurfaceEvents> {
  readonly #host: HTMLElement;
  readonly #binding: EditorBinding;
  readonly #layout: TextLayout;
  readonly #highlights: Highlights;
  readonly #over: HTMLElement;
  readonly #resized: ResizeObserver;
  #preview: Preview | undefined;
  #previewHighlights: Highlights | undefined;
  #selection: Span | undefined;
  #selectionIsDue = false;
  #layoutIsDue = false;

  /** @param host the element that the binding's editor is in */
  constructor(host: HTMLElement, binding: EditorBinding, signal: AbortSignal) {
    super();
    this.#host = host;
    this.#binding = binding;
    this.#layout = new TextLayout(binding.quill);
    const under = layer("editor-under");
    this.#over = layer("editor-over");
    host.prepend(under);
    host.append(this.#over);
    this.#highlights = new Highlights(this.#layout, under);
    this.#resized = new ResizeObserver(() => {
      this.#laidOut();
    });
    this.#resized.observe(binding.quill.root);
    binding.quill.on("selection-change", () => {
      this.#selectionMayDiffer();
    });
    signal.addEventListener("abort", () => {
      this.#resized.disconnect();
      this.#preview?.end();
      this.#highlights.clear();
    });
  }

  get binding(): EditorBinding {
    return this.#binding;
  }

  /** What the user has selected, as of the last change or move; undefined while the focus is elsewhere. */
  get selection(): Span | undefined {
    const range = this.#preview ? null : this.#binding.quill.getSelection();
    return range ? { index: range.index, length: range.length } : undefined;
  }

  /** Takes note of a change that the binding has made. */
  changed(delta: Delta, source: ChangeSource): void {
    this.#layout.changed();
    this.#highlights.carry(delta);
    this.#laidOut();
    this.emit("change", { delta, source });
    this.#selectionMayDiffer();
  }

  /** An empty element over the text, scrolled with it, until `signal` aborts. */
  overlay(signal: AbortSignal): HTMLElement {
    const element = layer("overlay");
    this.#over.append(element);
    signal.addEventListener("abort", () => {
      element.remove();
    });
    return element;
  }

  /** Where `span` is drawn, a rectangle for each row of it, in pixels of every {@link overlay}. */
  rectangles(span: Span): readonly DOMRect[] {
    const origin = this.#over.getBoundingClientRect();
    return this.#shown
      .rectangles(span)
      .map(
        ({ left, top, width, height }) =>
          new DOMRect(left - origin.left, top - origin.top, width, height),
      );
  }

  /** Marks `spans` of what is shown; `name` is a CSS identifier. */
  highlight(name: string, spans: readonly Span[], style: HighlightStyle): void {
    (this.#previewHighlights ?? this.#highlights).mark(name, spans, style);
  }

  /** Scrolls the page so that the row of `index` is the first that can be read. */
  scrollTo(index: number): void {
    const row = this.#shown.caret(index);
    if (row === undefined) return;
    const top = row.top - visibleTop() - ROOM_ABOVE_PX;
    window.scrollBy({ top, behavior: "instant" });
  }

  /** The position where the first row begins that can be read. */
  topVisible(): number {
    return this.#shown.firstBelow(visibleTop());
  }

  /** Shows `contents` in place of the document, or the document again. */
  preview(contents: Delta | undefined): void {
    if (contents === undefined) this.#endPreview();
    else (this.#preview ?? this.#beginPreview()).show(contents);
    this.#laidOut();
  }

  get #shown(): TextLayout {
    return this.#preview?.layout ?? this.#layout;
  }

  #beginPreview(): Preview {
    const preview = new Preview(this.#binding.quill.root);
    this.#preview = preview;
    const under = layer("editor-under");
    preview.host.prepend(under);
    this.#previewHighlights = new Highlights(preview.layout, under);
    this.#resized.observe(preview.root);
    this.emit("preview", { isShown: true });
    return preview;
  }

  #endPreview(): void {
    if (this.#preview === undefined) return;
    this.#previewHighlights?.clear();
    this.#previewHighlights = undefined;
    this.#preview.end();
    this.#preview = undefined;
    this.emit("preview", { isShown: false });
  }

  #laidOut(): void {
    if (this.#layoutIsDue) return;
    this.#layoutIsDue = true;
    requestAnimationFrame(() => {
      this.#layoutIsDue = false;
      if (!this.#host.isConnected) return;
      (this.#previewHighlights ?? this.#highlights).paint();
      this.emit("layout", undefined);
    });
  }

  /** Quill sets the caret after it has told of a change, so the selection is read when it is done. */
  #selectionMayDiffer(): void {
    if (this.#selectionIsDue) return;
    this.#selectionIsDue = true;
    queueMicrotask(() => {
      this.#selectionIsDue = false;
      const { selection } = this;
      if (isSame(selection, this.#selection)) return;
      this.#selection = selection;
      this.emit("selection", { selection });
    });
  }
}

function layer(className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  return element;
}

function isSame(one: Span | undefined, other: Span | undefined): boolean {
  return one?.index === other?.index && one?.length === other?.length;
}

/** How much of the window's top the page's bars cover, in pixels. */
function visibleTop(): number {
  const bars = document.querySelectorAll(".bar, scriptorium-toolbar");
  return [...bars].reduce(
    (lowest, bar) => Math.max(lowest, bar.getBoundingClientRect().bottom),
    0,
  );
}
