import { html, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import Delta from "quill-delta";
import { LightElement } from "../components/light-element.ts";
import type { DocumentSession } from "../document-session.ts";
import { clearFormats, setBlock, setLink, tick } from "./commands.ts";
import { EditorBinding } from "./editor-binding.ts";
import { EditorSurface } from "./editor-surface.ts";
import { adoptPictures, bringsPictures } from "./pasted-pictures.ts";
import { PictureUploads } from "./picture-uploads.ts";
import { chordOf, shortcutOf, type Shortcut } from "./shortcuts.ts";
import {
  type PictureState,
  toolbarState,
  type ToolbarCommand,
  type ToolbarState,
} from "./toolbar-state.ts";

/** The events of the editor and their details. */
export interface EditorEvents {
  /** Caret, formats or history changed. */
  "editor-state": CustomEvent<ToolbarState>;
  /** Why something was not inserted, in words; undefined if there is nothing to say any more. */
  "editor-notice": CustomEvent<string | undefined>;
  /** The user wants to enter a link, or to go to the toolbar, by a key. */
  "editor-request": CustomEvent<"link" | "toolbar">;
  /** Something else is shown in place of the document, or the document again. */
  "editor-preview": CustomEvent<boolean>;
}

/** The formats that go on over the end of a line. */
const CARRIED = [
  "bold",
  "italic",
  "underline",
  "strike",
  "color",
  "background",
] as const;

/** The sheet that is written on: Quill on a session's document, with its own undo and shortcuts. */
@customElement("scriptorium-editor")
export class ScriptoriumEditor extends LightElement {
  @property({ attribute: false }) session: DocumentSession | undefined;
  @property({ attribute: false }) documentId = "";
  @property({ type: Boolean }) readonly = true;

  #binding: EditorBinding | undefined;
  #surface: EditorSurface | undefined;
  #uploads: PictureUploads | undefined;
  #listeners = new AbortController();
  #stateIsDue = false;
  #leaving = false;
  /** The formats at the caret when Enter went down. */
  #formats: Readonly<Record<string, unknown>> = {};

  /** The binding, for tests and for the page's drafts. */
  get binding(): EditorBinding | undefined {
    return this.#binding;
  }

  /** The editor as something to look at and to draw on. */
  get surface(): EditorSurface | undefined {
    return this.#surface;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A skip link ends here; the caret belongs into the text.
    this.addEventListener("focus", () => {
      this.focusText();
    });
  }

  override render(): unknown {
    return html`<div class="editor-host"></div>`;
  }

  override firstUpdated(): void {
    const host = this.querySelector<HTMLElement>(".editor-host");
    if (host === null || this.session === undefined) return;
    const { signal } = this.#listeners;
    const binding = new EditorBinding(
      host,
      this.session,
      {
        updated: () => {
          this.#announceState();
        },
        pictures: (index, files) => {
          this.#uploads?.add(index, files);
        },
        changed: (delta, source) => {
          this.#surface?.changed(delta, source);
        },
      },
      signal,
    );
    this.#binding = binding;
    const surface = this.#surfaceOf(host, binding, signal);
    this.#surface = surface;
    this.#uploads = new PictureUploads(this.documentId, surface, signal);
    this.#describe(binding.quill.root);
    this.#listen(host, binding.quill.root);
  }

  #surfaceOf(
    host: HTMLElement,
    binding: EditorBinding,
    signal: AbortSignal,
  ): EditorSurface {
    const surface = new EditorSurface(host, binding, signal);
    surface.addEventListener("preview", ({ detail: { isShown } }) => {
      this.dispatchEvent(
        new CustomEvent("editor-preview", { detail: isShown }),
      );
    });
    return surface;
  }

  #describe(root: HTMLElement): void {
    root.setAttribute("role", "textbox");
    root.setAttribute("aria-multiline", "true");
    root.setAttribute("aria-label", "Document");
    root.setAttribute("aria-describedby", "editor-hint");
  }

  /** Keys are seen before Quill sees them, and Enter after it, too. */
  #listen(host: HTMLElement, root: HTMLElement): void {
    const { signal } = this.#listeners;
    const before = { signal, capture: true };
    const onKey = (event: KeyboardEvent): void => {
      this.#onKey(event);
    };
    const afterKey = (event: KeyboardEvent): void => {
      this.#carryFormats(event);
    };
    const onInput = (event: InputEvent): void => {
      this.#onInput(event);
    };
    host.addEventListener("keydown", onKey, before);
    host.addEventListener("keydown", afterKey, { signal });
    root.addEventListener("beforeinput", onInput, { signal });
    root.addEventListener("click", openLink, { signal });
    const onClick = (event: MouseEvent): void => {
      this.#selectPicture(event);
    };
    const onPaste = (event: ClipboardEvent): void => {
      void this.#pastePictures(event);
    };
    root.addEventListener("click", onClick, { signal });
    root.addEventListener("paste", onPaste, before);
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has("readonly") || this.#binding === undefined) return;
    const { quill } = this.#binding;
    quill.enable(!this.readonly);
    quill.root.setAttribute("aria-readonly", String(this.readonly));
    // A text that cannot be edited must still be reached and scrolled by keyboard.
    quill.root.tabIndex = 0;
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    super.disconnectedCallback();
  }

  /** Does what the toolbar asks for, at the caret or in the selection. */
  run(command: ToolbarCommand): void {
    const binding = this.#binding;
    if (binding === undefined || this.readonly) return;
    if (binding.quill.composition.isComposing) return;
    if (command.type === "undo") binding.undo();
    else if (command.type === "redo") binding.redo();
    else
      binding.asOneStep(() => {
        this.#format(binding, command);
      });
    this.#announceState();
  }

  /** Writes `text` where the caret is, as this user's edit. */
  insertAtCaret(text: Delta): void {
    if (this.#binding === undefined) return;
    const { index } = this.#binding.quill.selection.savedRange;
    this.#binding.edit(new Delta().retain(index).concat(text));
  }

  /** Whether the document has nothing in it. */
  get isBlank(): boolean {
    return this.#binding?.document.length() === 1;
  }

  focusText(): void {
    this.#binding?.quill.focus({ preventScroll: true });
  }

  /** Shows the place at `index`, with the caret in it. */
  goTo(index: number): void {
    const { quill } = this.#binding ?? {};
    if (quill === undefined) return;
    const at = Math.min(index, quill.getLength() - 1);
    quill.setSelection(at, 0, "user");
    this.#surface?.scrollTo(at);
  }

  /** A click on a picture selects it, so that the toolbar can say what it shows. */
  #selectPicture(event: MouseEvent): void {
    const quill = this.#binding?.quill;
    if (!quill || !(event.target instanceof HTMLImageElement)) return;
    const blot = quill.scroll.find(event.target);
    if (blot) quill.setSelection(quill.getIndex(blot), 1, "user");
  }

  /** Pictures from other documents and pages become this document's before the text that they stand in is pasted. */
  async #pastePictures(event: ClipboardEvent): Promise<void> {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const { quill } = this.#binding ?? {};
    if (quill === undefined || this.readonly || event.defaultPrevented) return;
    if (!bringsPictures(html, this.documentId)) return;
    const isOnePicture = (event.clipboardData?.files.length ?? 0) > 0;
    if (isOnePicture && !/attachments\/[0-9a-f]{64}/.test(html)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const { signal } = this.#listeners;
    this.#say("Bringing the pictures along …");
    const adopted = await adoptPictures(html, this.documentId, signal);
    this.#say(adopted.problem);
    if (signal.aborted || !quill.isEnabled()) return;
    const range = quill.getSelection() ?? quill.selection.savedRange;
    quill.clipboard.onPaste(range, { html: adopted.html, text });
  }

  #say(words: string | undefined): void {
    this.dispatchEvent(new CustomEvent("editor-notice", { detail: words }));
  }

  #pictureAt(index: number): PictureState | undefined {
    const [op] = this.#binding?.document.slice(index, index + 1).ops ?? [];
    if (typeof op?.insert !== "object" || !("image" in op.insert))
      return undefined;
    const { alt, width } = op.attributes ?? {};
    const px = Number(width);
    return {
      alt: typeof alt === "string" ? alt : "",
      width: px > 0 ? px : undefined,
    };
  }

  #format(binding: EditorBinding, command: ToolbarCommand): void {
    const { quill } = binding;
    const range = quill.getSelection(true);
    switch (command.type) {
      case "toggle": {
        const isOn = quill.getFormat(range)[command.format] === true;
        quill.format(command.format, !isOn, "user");
        return;
      }
      case "block":
        setBlock(quill, range, command.block);
        return;
      case "align": {
        const { alignment } = command;
        const value = alignment === "left" ? false : alignment;
        quill.format("align", value, "user");
        return;
      }
      case "link":
        setLink(quill, range, command.href);
        return;
      case "color":
      case "background":
        quill.format(command.type, command.color ?? false, "user");
        return;
      case "picture": {
        const { alt, width } = command.picture;
        const attributes = {
          alt: alt === "" ? null : alt,
          ...(width === undefined
            ? {}
            : { width: String(width), height: null }),
        };
        binding.editInPlace(
          new Delta().retain(range.index).retain(1, attributes),
        );
        return;
      }
      case "pictures":
        this.#uploads?.add(range.index, command.files);
        return;
      case "clear":
        clearFormats(quill, range);
        return;
      case "undo":
      case "redo":
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Tab" && this.#leaving) event.stopPropagation();
    if (event.key !== "Shift") this.#leaving = event.key === "Escape";
    if (event.key === "Enter") this.#formats = this.#formatsAtCaret();
    const shortcut = shortcutOf(chordOf(event));
    if (shortcut === undefined) return;
    event.preventDefault();
    this.#follow(shortcut);
  }

  #formatsAtCaret(): Readonly<Record<string, unknown>> {
    const quill = this.#binding?.quill;
    const range = quill?.getSelection();
    return quill && range?.length === 0 ? quill.getFormat(range) : {};
  }

  /** A new line goes on in bold if the last one did; Quill begins every line plain. */
  #carryFormats(event: KeyboardEvent): void {
    const quill = this.#binding?.quill;
    if (!quill || event.key !== "Enter" || !event.defaultPrevented) return;
    for (const name of CARRIED)
      if (this.#formats[name] !== undefined)
        quill.format(name, this.#formats[name], "silent");
  }

  #follow(shortcut: Shortcut): void {
    if (shortcut.type === "open-link") this.#request("link");
    else if (shortcut.type === "go-to-toolbar") this.#request("toolbar");
    else if (shortcut.type === "tick") this.#tick();
    else this.run(shortcut);
  }

  #tick(): void {
    const quill = this.#binding?.quill;
    const range = quill?.getSelection();
    if (quill && range && !this.readonly) tick(quill, range);
  }

  /** Undo from a menu or a gesture, which the browser would otherwise do to the page behind Quill's back. */
  #onInput(event: InputEvent): void {
    if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo")
      return;
    event.preventDefault();
    this.run({ type: event.inputType === "historyUndo" ? "undo" : "redo" });
  }

  #request(what: "link" | "toolbar"): void {
    this.dispatchEvent(new CustomEvent("editor-request", { detail: what }));
  }

  #announceState(): void {
    if (this.#stateIsDue) return;
    this.#stateIsDue = true;
    requestAnimationFrame(() => {
      this.#stateIsDue = false;
      if (this.#binding === undefined || !this.isConnected) return;
      const { quill } = this.#binding;
      const range = quill.selection.lastRange ?? quill.selection.savedRange;
      const detail = toolbarState(
        quill.getFormat(range),
        this.#binding,
        range.length === 1 ? this.#pictureAt(range.index) : undefined,
      );
      this.dispatchEvent(new CustomEvent("editor-state", { detail }));
    });
  }
}

/** A click in an editor places the caret; with Control or Command, or where nothing can be edited, it follows. */
function openLink(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : undefined;
  const link = target?.closest("a");
  if (!link) return;
  const follows = event.ctrlKey || event.metaKey || !link.isContentEditable;
  event.preventDefault();
  if (follows) window.open(link.href, "_blank", "noopener,noreferrer");
}

declare global {
  interface HTMLElementTagNameMap {
    "scriptorium-editor": ScriptoriumEditor;
  }
}
