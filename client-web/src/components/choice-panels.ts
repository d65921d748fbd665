import { html, type TemplateResult } from "lit";
import type { Swatch } from "../editor/palette.ts";
import type { Alignment } from "../editor/toolbar-state.ts";
import { icon } from "./icon.ts";
import { onPopoverToggle } from "./popover.ts";
import { ALIGNMENTS, ORDER } from "./toolbar-tools.ts";

/** A panel of the toolbar in which one of a few things is chosen. */
export interface ChoicePanel<Choice> {
  readonly id: string;
  readonly name: string;
  /** What holds now, if it is known. */
  readonly chosen: Choice | undefined;
  readonly choose: (choice: Choice) => void;
  /** Called when it is about to open or close. */
  readonly beforeToggle: (event: Event) => void;
}

/** The colours of the letters, or of what is behind them. */
export function swatchPanel(
  panel: ChoicePanel<string | undefined>,
  swatches: readonly Swatch[],
  type: "color" | "background",
): TemplateResult {
  const { id, name, chosen, beforeToggle } = panel;
  const choose = (color: string | undefined) => () => {
    panel.choose(color);
  };
  return html`<div
    id=${id}
    class="panel swatches"
    popover
    role="dialog"
    aria-label=${name}
    @beforetoggle=${beforeToggle}
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

/** How the lines are aligned. */
export function alignmentPanel({
  id,
  name,
  chosen,
  choose,
  beforeToggle,
}: ChoicePanel<Alignment>): TemplateResult {
  return html`<div
    id=${id}
    class="panel aligns"
    popover
    role="dialog"
    aria-label=${name}
    @beforetoggle=${beforeToggle}
    @toggle=${onPopoverToggle}
  >
    ${ORDER.map((alignment) => {
      const { name, shape } = ALIGNMENTS[alignment];
      return html`<button
        type="button"
        class="choice"
        aria-pressed=${chosen === alignment ? "true" : "false"}
        @click=${() => {
          choose(alignment);
        }}
      >
        ${icon(shape)}<span>${name}</span>
      </button>`;
    })}
  </div>`;
}
