import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import {
  AlignCenter,
  AlignJustify,
  AlignLeft,
  AlignRight,
  Baseline,
  Bold,
  Code,
  Heading1,
  Heading2,
  Heading3,
  Highlighter,
  type IconNode,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  Redo2,
  RemoveFormatting,
  SquareCode,
  Strikethrough,
  TextQuote,
  Underline,
  Undo2,
} from "lucide";
import { linkFrom } from "../editor/link.ts";
import { INKS, MARKERS, type Swatch } from "../editor/palette.ts";
import { chordText } from "../editor/shortcuts.ts";
import type {
  Alignment,
  Block,
  Toggle,
  ToolbarCommand,
  ToolbarState,
} from "../editor/toolbar-state.ts";
import type { Entry } from "../plugins/entry-list.ts";
import type { ToolbarButton } from "../plugins/plugin-api.ts";
import type { RunningPlugin } from "../plugins/running-plugin.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./light-element.ts";
import { pluginIcon } from "./plugin-icon.ts";
import { isLeaving, onPopoverToggle } from "./popover.ts";

export interface ToolbarEvents {
  "toolbar-command": CustomEvent<ToolbarCommand>;
  /** The user is done here and wants to write on. */
  "toolbar-leave": CustomEvent<undefined>;
}

interface Tool {
  readonly name: string;
  readonly shape: IconNode;
  readonly chord?: string;
}

const TOGGLES: readonly (Tool & { readonly format: Toggle })[] = [
  { format: "bold", name: "Bold", shape: Bold, chord: "mod+B" },
  { format: "italic", name: "Italic", shape: Italic, chord: "mod+I" },
  { format: "underline", name: "Underline", shape: Underline, chord: "mod+U" },
  {
    format: "strike",
    name: "Strikethrough",
    shape: Strikethrough,
    chord: "mod+shift+X",
  },
  { format: "code", name: "Code", shape: Code, chord: "mod+E" },
];

const HEADINGS: readonly (Tool & { readonly block: Block })[] = [
  { block: "heading1", name: "Heading 1", shape: Heading1, chord: "mod+alt+1" },
  { block: "heading2", name: "Heading 2", shape: Heading2, chord: "mod+alt+2" },
  { block: "heading3", name: "Heading 3", shape: Heading3, chord: "mod+alt+3" },
];

const BLOCKS: readonly (Tool & { readonly block: Block })[] = [
  { block: "bullet", name: "Bullet list", shape: List, chord: "mod+shift+8" },
  {
    block: "ordered",
    name: "Numbered list",
    shape: ListOrdered,
    chord: "mod+shift+7",
  },
  {
    block: "checklist",
    name: "Checklist",
    shape: ListChecks,
    chord: "mod+shift+9",
  },
  { block: "quote", name: "Quote", shape: TextQuote, chord: "mod+shift+Q" },
  { block: "code", name: "Code block", shape: SquareCode, chord: "mod+alt+C" },
];

const ALIGNMENTS: Readonly<Record<Alignment, Tool>> = {
  left: { name: "Left", shape: AlignLeft },
  center: { name: "Centre", shape: AlignCenter },
  right: { name: "Right", shape: AlignRight },
  justify: { name: "Justified", shape: AlignJustify },
};

const ORDER: readonly Alignment[] = ["left", "center", "right", "justify"];

/** What can be done to the text, as one toolbar: Tab enters and leaves it, the arrow keys move within. */
@customElement("scriptorium-toolbar")
export class ScriptoriumToolbar extends LightElement {
  @property({ attribute: false }) state: ToolbarState | undefined;
  /** What plugins have added. */
  @property({ attribute: false }) extras: readonly Entry<ToolbarButton>[] = [];
  @property({ type: Boolean }) disabled = false;
  @state() private current = 0;
  @state() private linkText = "";
  @state() private linkProblem = "";
  @query("#link-panel") private readonly linkPanel:
    HTMLElement | null | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "toolbar");
    this.setAttribute("aria-label", "Formatting");
    this.setAttribute("aria-controls", "text");
  }

  override firstUpdated(): void {
    this.addEventListener("keydown", (event) => {
      this.#onKey(event);
    });
    this.addEventListener("mousedown", keepFocusInText);
    // The server's policy allows no style attributes, in templates neither.
    for (const swatch of this.querySelectorAll<HTMLElement>("[data-value]"))
      swatch.style.setProperty("--swatch", swatch.dataset["value"] ?? "");
  }

  override updated(): void {
    this.#tools.forEach((tool, index) => {
      tool.tabIndex = index === this.current ? 0 : -1;
    });
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
      ${this.#renderLinkPanel()}
      ${this.#renderSwatches("ink-panel", "Text colour", INKS, "color")}
      ${this.#renderSwatches("marker-panel", "Marker", MARKERS, "background")}
      ${this.#renderAlignments()}
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
    this.#tools[this.current]?.focus();
  }

  /** Opens the field for a link's address. */
  openLink(): void {
    this.linkPanel?.showPopover();
  }

  get #tools(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".tools button")];
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

  #renderLinkPanel(): TemplateResult {
    const { link } = this.state ?? {};
    return html`<form
      id="link-panel"
      class="panel link"
      popover
      role="dialog"
      aria-label="Link"
      @beforetoggle=${this.#onBeforeToggle}
      @toggle=${(event: ToggleEvent) => {
        this.#onLinkPanel(event);
      }}
      @submit=${(event: SubmitEvent) => {
        this.#onLink(event);
      }}
    >
      <label for="link-address">Address</label>
      <input
        id="link-address"
        inputmode="url"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        placeholder="example.org"
        .value=${this.linkText}
        aria-describedby="link-problem"
        @input=${(event: InputEvent) => {
          if (event.target instanceof HTMLInputElement)
            this.linkText = event.target.value;
        }}
      />
      <p id="link-problem" class="problem" role="alert">${this.linkProblem}</p>
      <div class="row">
        <button type="submit" class="button primary">Link</button>
        ${link === undefined ? nothing : this.#renderLinkThere(link)}
        <button
          type="button"
          class="button quiet"
          @click=${() => this.linkPanel?.hidePopover()}
        >
          Cancel
        </button>
      </div>
    </form>`;
  }

  /** What can be done with the link that is there already. */
  #renderLinkThere(link: string): TemplateResult {
    return html`<button
        type="button"
        class="button"
        @click=${() => {
          this.#finish("link-panel", { type: "link", href: undefined });
        }}
      >
        Remove
      </button>
      <a
        class="button quiet"
        href=${link}
        target="_blank"
        rel="noopener noreferrer"
        >Open</a
      >`;
  }

  #renderSwatches(
    id: string,
    name: string,
    swatches: readonly Swatch[],
    type: "color" | "background",
  ): TemplateResult {
    const chosen = this.state?.[type];
    const choose = (color: string | undefined) => () => {
      this.#finish(id, { type, color });
    };
    return html`<div
      id=${id}
      class="panel swatches"
      popover
      role="dialog"
      aria-label=${name}
      @beforetoggle=${this.#onBeforeToggle}
      @toggle=${onPopoverToggle}
    >
      <button
        type="button"
        class="swatch none"
        aria-label="None"
        title="None"
        aria-pressed=${chosen === undefined ? "true" : "false"}
        @click=${choose(undefined)}
      ></button>
      ${swatches.map(
        ({ name, value }) =>
          html`<button
            type="button"
            class="swatch ${type}"
            aria-label=${name}
            title=${name}
            aria-pressed=${chosen === value ? "true" : "false"}
            data-value=${value}
            @click=${choose(value)}
          >
            A
          </button>`,
      )}
    </div>`;
  }

  #renderAlignments(): TemplateResult {
    return html`<div
      id="align-panel"
      class="panel aligns"
      popover
      role="dialog"
      aria-label="Alignment"
      @beforetoggle=${this.#onBeforeToggle}
      @toggle=${onPopoverToggle}
    >
      ${ORDER.map((alignment) => {
        const { name, shape } = ALIGNMENTS[alignment];
        return html`<button
          type="button"
          class="choice"
          aria-pressed=${this.state?.alignment === alignment ? "true" : "false"}
          @click=${() => {
            this.#finish("align-panel", { type: "align", alignment });
          }}
        >
          ${icon(shape)}<span>${name}</span>
        </button>`;
      })}
    </div>`;
  }

  /**
   * A panel that closes hands the focus to the text while the caret is still known there; left to itself, the
   * browser would focus the text and put the caret at its beginning.
   */
  readonly #onBeforeToggle = (event: Event): void => {
    if (isLeaving(event)) this.dispatchEvent(new CustomEvent("toolbar-leave"));
  };

  #onLinkPanel(event: ToggleEvent): void {
    onPopoverToggle(event);
    if (event.newState !== "open") return;
    this.linkText = this.state?.link ?? "";
    this.linkProblem = "";
    this.linkPanel?.querySelector("input")?.focus();
  }

  #onLink(event: SubmitEvent): void {
    event.preventDefault();
    const href = linkFrom(this.linkText);
    if (href === undefined)
      this.linkProblem = "Enter a web or mail address, such as example.org.";
    else this.#finish("link-panel", { type: "link", href });
  }

  #finish(panel: string, command: ToolbarCommand): void {
    this.querySelector<HTMLElement>(`#${panel}`)?.hidePopover();
    this.#run(command);
  }

  #run(command: ToolbarCommand): void {
    if (this.disabled) return;
    this.dispatchEvent(new CustomEvent("toolbar-command", { detail: command }));
  }

  #onKey(event: KeyboardEvent): void {
    const tools = this.#tools;
    const here = tools.findIndex((tool) => tool === event.target);
    if (here < 0) return;
    if (event.key === "Escape") {
      this.dispatchEvent(new CustomEvent("toolbar-leave"));
      return;
    }
    const next = nextTool(event.key, here, tools.length);
    if (next === undefined) return;
    event.preventDefault();
    this.current = next;
    tools[next]?.focus();
    tools[next]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function nextTool(
  key: string,
  here: number,
  count: number,
): number | undefined {
  switch (key) {
    case "ArrowRight":
      return (here + 1) % count;
    case "ArrowLeft":
      return (here + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

function titleOf({ name, chord }: Omit<Tool, "shape">): string {
  return chord === undefined ? name : `${name} (${chordText(chord)})`;
}

/** A click on a tool leaves caret and selection in the text; only the address field takes the focus. */
function keepFocusInText(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : undefined;
  if (!target?.closest("input, label, a")) event.preventDefault();
}
