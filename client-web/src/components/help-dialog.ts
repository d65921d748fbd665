import { html, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { X } from "lucide";
import { chordText } from "../editor/shortcuts.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./light-element.ts";

/** A key and what it does. */
export interface KeyHelp {
  readonly chord: string;
  readonly label: string;
}

/** Keys that belong together. */
export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly KeyHelp[];
}

/** The editor's own keys; the page "Writing" of the documentation has them all. */
const OWN: readonly KeyGroup[] = [
  {
    title: "Text",
    keys: [
      { chord: "mod+B", label: "Bold" },
      { chord: "mod+I", label: "Italic" },
      { chord: "mod+U", label: "Underline" },
      { chord: "mod+shift+X", label: "Strikethrough" },
      { chord: "mod+E", label: "Code" },
      { chord: "mod+K", label: "Link" },
      { chord: "mod+\\", label: "Clear formatting" },
    ],
  },
  {
    title: "Lines",
    keys: [
      { chord: "mod+alt+1", label: "Heading 1, and 2, 3" },
      { chord: "mod+alt+0", label: "Ordinary text" },
      { chord: "mod+shift+7", label: "Numbered list" },
      { chord: "mod+shift+8", label: "Bullet list" },
      { chord: "mod+shift+9", label: "Checklist" },
      { chord: "mod+Enter", label: "Tick a task" },
      { chord: "mod+shift+Q", label: "Quote" },
      { chord: "mod+alt+C", label: "Code block" },
    ],
  },
  {
    title: "Everything else",
    keys: [
      { chord: "mod+Z", label: "Undo" },
      { chord: "mod+shift+Z", label: "Redo" },
      { chord: "alt+F10", label: "To the toolbar" },
      { chord: "Escape", label: "Then Tab: leave the text" },
      { chord: "mod+/", label: "This list" },
    ],
  },
];

/** The keys of the editor and of the plugins, as a dialog. */
@customElement("scriptorium-help-dialog")
export class ScriptoriumHelpDialog extends LightElement {
  /** The plugins' keys. */
  @property({ attribute: false }) groups: readonly KeyGroup[] = [];
  @query("dialog") private readonly dialog:
    HTMLDialogElement | null | undefined;

  show(): void {
    if (this.dialog?.open === false) this.dialog.showModal();
  }

  override render(): TemplateResult {
    return html`<dialog
      class="dialog"
      aria-labelledby="help-heading"
      @click=${(event: MouseEvent) => {
        if (event.target === this.dialog) this.dialog?.close();
      }}
    >
      <div class="dialog-body">
        <header>
          <h2 id="help-heading">Keyboard</h2>
          <button
            type="button"
            class="button quiet square"
            aria-label="Close"
            title="Close (Esc)"
            @click=${() => {
              this.dialog?.close();
            }}
          >
            ${icon(X)}
          </button>
        </header>
        <div class="key-groups">
          ${[...OWN, ...this.groups].map(renderGroup)}
        </div>
      </div>
    </dialog>`;
  }
}

function renderGroup({ title, keys }: KeyGroup): TemplateResult {
  return html`<section>
    <h3>${title}</h3>
    <dl>
      ${keys.map(
        ({ chord, label }) =>
          html`<div>
            <dt>${label}</dt>
            <dd><kbd>${chordText(chord)}</kbd></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
