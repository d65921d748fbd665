import Quill, { Range } from "quill/core.js";
import type Keyboard from "quill/modules/keyboard.js";
import Delta from "quill-delta";
import type { DocumentSession } from "../document-session.ts";
import type { ChangeSource } from "../plugins/plugin-api.ts";
import { requireEdit } from "./checked-edit.ts";
import { CUTOFF, registerFormats } from "./formats.ts";
import { LineDocument, sameContent } from "./line-document.ts";
import { lookAtLines } from "./line-editor.ts";
import { fromViewChange, toView, toViewChange } from "./projection.ts";
import { anchorScroll } from "./scroll-anchor.ts";
import { UndoHistory } from "./undo-history.ts";

/** What the binding needs of a session. */
export type BoundSession = Pick<
  DocumentSession,
  "edit" | "hold" | "release" | "addEventListener"
>;

/** Whom a binding tells. */
export interface BindingListener {
  /** Caret, formats or history may have changed. */
  updated(): void;
  /** Its user wants `files`, which are pictures, at `index`. */
  pictures(index: number, files: readonly File[]): void;
  /** `delta` became part of the document, after session and editor have taken it in. */
  changed(delta: Delta, source: ChangeSource): void;
}

/** What the server takes as pictures, by what files say of themselves. */
export const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** Tab indents in lists and code, and elsewhere does what it does on every page: it moves on. */
const KEYS = {
  tab: null,
  indent: {
    key: "Tab",
    format: ["list"],
    handler(this: Keyboard): void {
      this.quill.format("indent", "+1", "user");
    },
  },
  outdent: {
    key: "Tab",
    shiftKey: true,
    format: ["list", "indent"],
    handler(this: Keyboard): void {
      this.quill.format("indent", "-1", "user");
    },
  },
};

/**
 * A Quill editor on one document of a session.
 *
 * What the user does in Quill goes to the session; what comes from the session goes into Quill without moving
 * caret, focus or page. The truth is `document`, which both sides change alike; Quill holds its projection
 * only (see {@link toView}), and after every change the part that was touched is held against it and mended.
 */
export class EditorBinding {
  readonly quill: Quill;
  readonly #history = new UndoHistory();
  readonly #session: BoundSession;
  readonly #listener: BindingListener;
  #document = LineDocument.of(new Delta().insert("\n"));

  /**
   * @param host an empty element outside every shadow root: Quill reads the document's own selection
   * @param signal ends the binding
   */
  constructor(
    host: HTMLElement,
    session: BoundSession,
    listener: BindingListener,
    signal: AbortSignal,
  ) {
    registerFormats();
    this.#session = session;
    this.#listener = listener;
    this.quill = new Quill(host, {
      readOnly: true,
      modules: {
        keyboard: { bindings: KEYS },
        uploader: { mimetypes: PICTURES, handler: this.#insertPictures },
      },
    });
    lookAtLines(this.quill);
    this.#listenToQuill();
    this.#listenToSession(signal);
    this.#holdWhileComposing(signal);
  }

  /** The document as this editor has it, its user's unsent edits in it. */
  get document(): LineDocument {
    return this.#document;
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** Whether Quill shows exactly the document; false would be a bug. */
  get agrees(): boolean {
    const { editor } = this.quill;
    return sameContent(editor.getDelta(), toView(this.#document.toDelta()));
  }

  undo(): void {
    this.#make(this.#history.undo(this.#document));
  }

  redo(): void {
    this.#make(this.#history.redo(this.#document));
  }

  /** Runs `edit`, which changes Quill as its user, as a step of undo of its own. */
  asOneStep(edit: () => void): void {
    this.#history.cutoff();
    edit();
    this.#history.cutoff();
  }

  /** Makes `change`, this user's but not typed, such as a draft inserted again. */
  edit(change: Delta): void {
    this.asOneStep(() => {
      this.#history.record(change, this.#document, performance.now());
    });
    this.#make(change);
  }

  /**
   * Makes `change`, this user's but done from outside the text, as one step of undo; caret, focus and page stay.
   * Throws where the change does not fit, or nothing can be changed at the moment.
   */
  editInPlace(change: Delta): void {
    if (!this.quill.isEnabled())
      throw new Error("this document cannot be changed here");
    if (this.quill.composition.isComposing)
      throw new Error(
        "an input method is composing a word; try again after it",
      );
    requireEdit(change, this.#document);
    if (change.ops.length === 0) return;
    this.asOneStep(() => {
      this.#history.record(change, this.#document, performance.now());
    });
    this.#applyOwn(change);
  }

  /** Pictures that are pasted or dropped take the place of what was selected; where they go is the listener's. */
  readonly #insertPictures = (range: Range, files: readonly File[]): void => {
    const { index, length } = range;
    if (length > 0) this.edit(new Delta().retain(index).delete(length));
    this.#listener.pictures(index, files);
  };

  #listenToQuill(): void {
    this.quill.on("text-change", (change, _before, source) => {
      if (source === "user") this.#typed(change);
    });
    this.quill.on("selection-change", (_range, _before, source) => {
      if (source === "user") this.#history.cutoff();
    });
    this.quill.emitter.on(CUTOFF, () => {
      this.#history.cutoff();
    });
    this.quill.on("editor-change", () => {
      this.#listener.updated();
    });
  }

  #listenToSession(signal: AbortSignal): void {
    this.#session.addEventListener(
      "content",
      (event) => {
        this.#replace(event.detail.content);
      },
      { signal },
    );
    this.#session.addEventListener(
      "change",
      (event) => {
        this.#history.rebase(event.detail.delta);
        this.#apply(event.detail.delta);
        this.#listener.changed(event.detail.delta, "others");
      },
      { signal },
    );
  }

  /**
   * While an input method composes, the browser owns the text around the caret: the session neither sends nor
   * hands over changes until Quill has read the result and put the caret back, a timer after the event.
   */
  #holdWhileComposing(signal: AbortSignal): void {
    const { root } = this.quill;
    let composing = false;
    const release = (): void => {
      if (composing) this.#session.release();
      composing = false;
    };
    root.addEventListener(
      "compositionstart",
      () => {
        if (!composing) this.#session.hold();
        composing = true;
      },
      { signal, capture: true },
    );
    root.addEventListener("compositionend", () => setTimeout(release, 2), {
      signal,
    });
    signal.addEventListener("abort", release);
  }

  #typed(viewChange: Delta): void {
    const before = this.#document;
    const change = fromViewChange(viewChange, before);
    this.#history.record(change, before, performance.now());
    this.#document = before.compose(change);
    this.#session.edit(change);
    this.#mend(viewChange);
    this.#listener.changed(change, "me");
  }

  #make(change: Delta | undefined): void {
    if (change === undefined || change.ops.length === 0) return;
    const end = lastChanged(change);
    this.#applyOwn(change);
    this.quill.setSelection(end, 0, "api");
    this.quill.scrollSelectionIntoView();
  }

  #applyOwn(change: Delta): void {
    this.#apply(change);
    this.#session.edit(change);
    this.#listener.changed(change, "me");
  }

  #replace(content: Delta): void {
    const before = this.#document.toDelta();
    this.#history.clear();
    this.#document = LineDocument.of(content);
    const selection = this.quill.selection.savedRange;
    const focused = this.quill.hasFocus();
    this.quill.setContents(toView(content), "api");
    if (focused) this.quill.selection.setRange(selection, "silent");
    this.#mendRange(0, this.quill.getLength());
    this.#listener.changed(before.diff(content), "others");
  }

  /** Applies `change` to the document and to Quill; caret, pending formats, focus and page stay. */
  #apply(change: Delta): void {
    const { quill } = this;
    const viewChange = toViewChange(change, this.#document);
    this.#document = this.#document.compose(change);
    const restoreScroll = anchorScroll(quill.root);
    const focused = quill.hasFocus();
    const pending = focused ? this.#pendingFormats() : undefined;
    const range = focused ? quill.getSelection() : null;
    const before = quill.editor.delta;
    const applied = quill.editor.applyDelta(viewChange);
    this.#moveSelection(range, viewChange);
    for (const [name, value] of Object.entries(pending ?? {}))
      quill.selection.format(name, value);
    quill.emitter.emit("editor-change", "text-change", applied, before, "api");
    this.#mend(viewChange);
    restoreScroll();
  }

  /** Formats switched on at the caret for the next character to be typed. */
  #pendingFormats(): Record<string, unknown> | undefined {
    const { cursor } = this.quill.selection;
    return cursor.domNode.isConnected ? this.quill.getFormat() : undefined;
  }

  /** Sets the selection only where the focus already is: to set it elsewhere would take the focus away. */
  #moveSelection(range: Range | null, change: Delta): void {
    const { selection } = this.quill;
    if (range === null)
      selection.savedRange = carried(selection.savedRange, change);
    else selection.setRange(carried(range, change), "silent");
  }

  /** Holds what `viewChange` touched against the document, whole lines of it. */
  #mend(viewChange: Delta): void {
    const first = viewChange.ops[0];
    const from =
      typeof first?.retain === "number" && first.attributes === undefined
        ? first.retain
        : 0;
    const [line, offset] = this.quill.getLine(lastChanged(viewChange));
    const to = lastChanged(viewChange) - offset + (line?.length() ?? 1);
    this.#mendRange(from, to);
  }

  #mendRange(from: number, to: number): void {
    const shown = this.quill.editor.getContents(from, to - from);
    const meant = toView(this.#document.slice(from, to));
    if (sameContent(shown, meant)) return;
    const repair = new Delta().retain(from).concat(shown.diff(meant));
    this.quill.updateContents(repair, "silent");
  }
}

/** Where the last piece that `change` inserts, formats or deletes ends, in the changed document. */
function lastChanged(change: Delta): number {
  let position = 0;
  let last = 0;
  for (const op of change.ops) {
    if (typeof op.retain === "number") position += op.retain;
    else if (typeof op.insert === "string") position += op.insert.length;
    else if (op.delete === undefined) position += 1;
    if (op.retain === undefined || op.attributes !== undefined) last = position;
  }
  return last;
}

/** A selection keeps to its text: what others insert at either of its edges stays outside. */
function carried(range: Range, change: Delta): Range {
  if (range.length === 0)
    return new Range(change.transformPosition(range.index, true), 0);
  const start = change.transformPosition(range.index, false);
  const end = change.transformPosition(range.index + range.length, true);
  return new Range(start, Math.max(0, end - start));
}
