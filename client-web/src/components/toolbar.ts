import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import {
  Baseline,
  Highlighter,
  ImagePlus,
  Link,
  Redo2,
  RemoveFormatting,
  Text,
  Undo2,
} from "lucide";
import { PICTURES } from "../editor/editor-binding.ts";
import { INKS, MARKERS, type Swatch } from "../editor/palette.ts";
import type {
  Alignment,
  Block,
  ToolbarCommand,
  ToolbarState,
} from "../editor/toolbar-state.ts";
import type { Entry } from "../plugins/entry-list.ts";
import type { ToolbarButton } from "../plugins/plugin-api.ts";
import type { RunningPlugin } from "../plugins/running-plugin.ts";
import { alignmentPanel, swatchPanel } from "./choice-panels.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./light-element.ts";
import { LinkPanel } from "./link-panel.ts";
import { pluginIcon } from "./plugin-icon.ts";
import { PicturePanel } from "./picture-panel.ts";
import { isLeaving } from "./popover.ts";
import { RovingFocus } from "./roving-focus.ts";
import {
  ALIGNMENTS,
  BLOCKS,
  HEADINGS,
  titleOf,
  TOGGLES,
  type Tool,
} from "./toolbar-tools.ts";

export interface ToolbarEvents {
  "toolbar-command": CustomEvent<ToolbarCommand>;
  /** The user is done here and wants to write on. */
  "toolbar-leave": CustomEvent<undefined>;
}

/** What can be done to the text, as one toolbar: Tab enters and leaves it, the arrow keys move within. */
@customElement("scriptorium-toolbar")
export class ScriptoriumToolbar extends LightElement {
  @property({ attribute: false }) state: ToolbarState | undefined;
  /** What plugins have added. */
  @property({ attribute: false }) extras: readonly Entry<ToolbarButton>[] = [];
  @property({ type: Boolean }) disabled = false;
  readonly #focus = new RovingFocus(this, ".tools button", () => {
    this.#leave();
  });
  readonly #link = new LinkPanel(
    this,
    (event) => {
      this.#beforeToggle(event);
    },
    (href) => {
      this.#finish("link-panel", { type: "link", href });
    },
  );

  readonly #picture = new PicturePanel(
    this,
    (event) => {
      this.#beforeToggle(event);
    },
    (picture) => {
      this.#finish("picture-panel", { type: "picture", picture });
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "toolbar");
    this.setAttribute("aria-label", "Formatting");
    this.setAttribute("aria-controls", "text");
  }

  override firstUpdated(): void {
    this.addEventListener("mousedown", keepFocusInText);
    // The server's policy allows no style attributes, in templates neither.
    for (const swatch of this.querySelectorAll<HTMLElement>("[data-value]"))
      swatch.style.setProperty("--swatch", swatch.dataset["value"] ?? "");
  }

  override render(): unknown {
    const { state } = this;
    return html`
      <div class="tools">
        <div class="group">
          ${this.#action(
            { name: "Undo", shape: Undo2, chord: "mod+Z" },
            { type: "undo" },
            state?.canUndo === true,
          )}
          ${this.#action(
            { name: "Redo", shape: Redo2, chord: "mod+shift+Z" },
            { type: "redo" },
            state?.canRedo === true,
          )}
        </div>
        <div class="group">${HEADINGS.map((tool) => this.#block(tool))}</div>
        <div class="group">
          ${TOGGLES.map((tool) =>
            this.#toggle(tool, state?.toggles[tool.format] === true, {
              type: "toggle",
              format: tool.format,
            }),
          )}
        </div>
        <div class="group">${BLOCKS.map((tool) => this.#block(tool))}</div>
        ${this.#renderOpeners()} ${this.#renderExtras()}
      </div>
      ${this.#link.render(state?.link)} ${this.#picture.render(state?.picture)}
      <input
        id="picture-files"
        type="file"
        hidden
        multiple
        accept=${PICTURES.join()}
        aria-label="Pictures to insert"
        @change=${this.#takeFiles}
      />
      ${this.#swatches("ink-panel", "Text colour", INKS, "color")}
      ${this.#swatches("marker-panel", "Marker", MARKERS, "background")}
      ${this.#alignments()}
    `;
  }

  #renderOpeners(): TemplateResult {
    const { state } = this;
    return html`<div class="group">
      ${this.#opener(
        { name: "Link", shape: Link, chord: "mod+K" },
        "link-panel",
        state?.link !== undefined,
      )}
      ${this.#renderPictureTools(state)}
      ${this.#opener(
        { name: "Text colour", shape: Baseline },
        "ink-panel",
        state?.color !== undefined,
      )}
      ${this.#opener(
        { name: "Marker", shape: Highlighter },
        "marker-panel",
        state?.background !== undefined,
      )}
      ${this.#opener(
        {
          name: "Alignment",
          shape: ALIGNMENTS[state?.alignment ?? "left"].shape,
        },
        "align-panel",
        false,
      )}
      ${this.#action(
        {
          name: "Clear formatting",
          shape: RemoveFormatting,
          chord: "mod+\\",
        },
        { type: "clear" },
        true,
      )}
    </div>`;
  }

  #renderPictureTools(state: ToolbarState | undefined): TemplateResult {
    const describe = { name: "Describe the picture", shape: Text };
    return html`<button
        type="button"
        aria-label="Insert a picture"
        title="Insert a picture"
        aria-disabled=${this.disabled ? "true" : "false"}
        @click=${() => {
          if (!this.disabled)
            this.querySelector<HTMLElement>("#picture-files")?.click();
        }}
      >
        ${icon(ImagePlus)}
      </button>
      ${state?.picture ? this.#opener(describe, "picture-panel", false) : nothing}`;
  }

  readonly #takeFiles = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const files = [...(event.target.files ?? [])];
    // The same file may be chosen again.
    event.target.value = "";
    if (files.length > 0) this.#run({ type: "pictures", files });
  };

  #renderExtras(): TemplateResult | typeof nothing {
    if (this.extras.length === 0) return nothing;
    return html`<div class="group">
      ${this.extras.map(({ plugin, value }) => this.#extra(plugin, value))}
    </div>`;
  }

  #extra(plugin: RunningPlugin, button: ToolbarButton): TemplateResult {
    const { label, chord, isPressed, isDisabled } = button;
    return html`<button
      type="button"
      aria-label=${label}
      title=${titleOf({ name: label, ...(chord === undefined ? {} : { chord }) })}
      aria-pressed=${isPressed === undefined ? nothing : isPressed ? "true" : "false"}
      aria-disabled=${isDisabled ? "true" : "false"}
      @click=${() => {
        if (!isDisabled) plugin.run(`doing “${label}”`, () => button.onPress());
      }}
    >
      ${pluginIcon(button.icon)}
    </button>`;
  }

  /** Puts the keyboard's focus on the toolbar. */
  override focus(): void {
    this.#focus.focus();
  }

  /** Opens the field for a link's address. */
  openLink(): void {
    this.#link.open();
  }

  #block(tool: Tool & { readonly block: Block }): TemplateResult {
    const { block } = tool;
    return this.#toggle(tool, this.state?.block === block, {
      type: "block",
      block,
    });
  }

  #toggle(tool: Tool, isOn: boolean, command: ToolbarCommand): TemplateResult {
    return html`<button
      type="button"
      aria-label=${tool.name}
      title=${titleOf(tool)}
      aria-pressed=${isOn ? "true" : "false"}
      aria-disabled=${this.disabled ? "true" : "false"}
      @click=${() => {
        this.#run(command);
      }}
    >
      ${icon(tool.shape)}
    </button>`;
  }

  #action(tool: Tool, command: ToolbarCommand, can: boolean): TemplateResult {
    return html`<button
      type="button"
      aria-label=${tool.name}
      title=${titleOf(tool)}
      aria-disabled=${this.disabled || !can ? "true" : "false"}
      @click=${() => {
        if (can) this.#run(command);
      }}
    >
      ${icon(tool.shape)}
    </button>`;
  }

  #opener(tool: Tool, panel: string, isOn: boolean): TemplateResult {
    return html`<button
      type="button"
      class=${isOn ? "on" : ""}
      aria-label=${tool.name}
      title=${titleOf(tool)}
      aria-haspopup="dialog"
      aria-expanded="false"
      aria-disabled=${this.disabled ? "true" : "false"}
      popovertarget=${this.disabled ? nothing : panel}
    >
      ${icon(tool.shape)}
    </button>`;
  }

  #swatches(
    id: string,
    name: string,
    swatches: readonly Swatch[],
    type: "color" | "background",
  ): TemplateResult {
    const panel = {
      id,
      name,
      chosen: this.state?.[type],
      choose: (color: string | undefined) => {
        this.#finish(id, { type, color });
      },
      beforeToggle: this.#beforeToggle,
    };
    return swatchPanel(panel, swatches, type);
  }

  #alignments(): TemplateResult {
    const id = "align-panel";
    return alignmentPanel({
      id,
      name: "Alignment",
      chosen: this.state?.alignment,
      choose: (alignment: Alignment) => {
        this.#finish(id, { type: "align", alignment });
      },
      beforeToggle: this.#beforeToggle,
    });
  }

  /**
   * A panel that closes hands the focus to the text while the caret is still known there; left to itself, the
   * browser would focus the text and put the caret at its beginning.
   */
  readonly #beforeToggle = (event: Event): void => {
    if (isLeaving(event)) this.#leave();
  };

  #leave(): void {
    this.dispatchEvent(new CustomEvent("toolbar-leave"));
  }

  #finish(panel: string, command: ToolbarCommand): void {
    this.querySelector<HTMLElement>(`#${panel}`)?.hidePopover();
    this.#run(command);
  }

  #run(command: ToolbarCommand): void {
    if (this.disabled) return;
    this.dispatchEvent(new CustomEvent("toolbar-command", { detail: command }));
  }
}

/** A click on a tool leaves caret and selection in the text; only the address field takes the focus. */
function keepFocusInText(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : undefined;
  if (!target?.closest("input, label, a")) event.preventDefault();
}
