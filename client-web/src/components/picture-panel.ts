import { html, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { PictureState } from "../editor/toolbar-state.ts";
import { onPopoverToggle } from "./popover.ts";

/** Widths that are offered, in pixels; what is wider than the text is shown as wide as the text. */
const WIDTHS = [
  { name: "Small", px: 240 },
  { name: "Medium", px: 480 },
  { name: "Large", px: 720 },
] as const;

/** The toolbar's panel for a picture that is selected: what it shows in words, and how wide it is. */
export class PicturePanel {
  #alt = "";
  #width: number | undefined;

  /**
   * @param host what it is drawn in
   * @param beforeToggle called when it is about to open or close
   * @param choose takes what was chosen
   */
  constructor(
    readonly host: ReactiveControllerHost & HTMLElement,
    readonly beforeToggle: (event: Event) => void,
    readonly choose: (picture: PictureState) => void,
  ) {}

  /** The panel, for the picture that is selected, or none. */
  render(picture: PictureState | undefined): TemplateResult {
    return html`<form
      id="picture-panel"
      class="panel link"
      popover
      role="dialog"
      aria-label="Picture"
      @beforetoggle=${this.beforeToggle}
      @toggle=${(event: ToggleEvent) => {
        this.#onToggle(event, picture);
      }}
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        this.choose({ alt: this.#alt.trim(), width: this.#width });
      }}
    >
      <label for="picture-alt">What it shows, for who cannot see it</label>
      <input
        id="picture-alt"
        autocomplete="off"
        maxlength="1000"
        .value=${this.#alt}
        @input=${(event: InputEvent) => {
          if (event.target instanceof HTMLInputElement)
            this.#alt = event.target.value;
        }}
      />
      <fieldset class="row">
        <legend>Width</legend>
        ${WIDTHS.map(
          ({ name, px }) =>
            html`<label
              ><input
                type="radio"
                name="picture-width"
                .checked=${this.#width === px}
                @change=${() => {
                  this.#width = px;
                }}
              />
              ${name}</label
            >`,
        )}
      </fieldset>
      <div class="row">
        <button type="submit" class="button primary">Save</button>
        <button
          type="button"
          class="button quiet"
          @click=${() => {
            this.#panel?.hidePopover();
          }}
        >
          Cancel
        </button>
      </div>
    </form>`;
  }

  get #panel(): HTMLElement | null {
    return this.host.querySelector<HTMLElement>("#picture-panel");
  }

  #onToggle(event: ToggleEvent, picture: PictureState | undefined): void {
    onPopoverToggle(event);
    if (event.newState !== "open") return;
    this.#alt = picture?.alt ?? "";
    this.#width = picture?.width;
    this.host.requestUpdate();
    this.#panel?.querySelector("input")?.focus();
  }
}
