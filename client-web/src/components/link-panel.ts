import {
  html,
  nothing,
  type ReactiveControllerHost,
  type TemplateResult,
} from "lit";
import { linkFrom } from "../editor/link.ts";
import { onPopoverToggle } from "./popover.ts";

/** The toolbar's panel with the field for a link's address. */
export class LinkPanel {
  #text = "";
  #problem = "";

  /**
   * @param host what it is drawn in
   * @param beforeToggle called when it is about to open or close
   * @param choose takes the address that was chosen, or nothing for no link any more
   */
  constructor(
    readonly host: ReactiveControllerHost & HTMLElement,
    readonly beforeToggle: (event: Event) => void,
    readonly choose: (href: string | undefined) => void,
  ) {}

  /** Opens it. */
  open(): void {
    this.#panel?.showPopover();
  }

  /** The panel, for a text that has this link already, or none. */
  render(link: string | undefined): TemplateResult {
    return html`<form
      id="link-panel"
      class="panel link"
      popover
      role="dialog"
      aria-label="Link"
      @beforetoggle=${this.beforeToggle}
      @toggle=${(event: ToggleEvent) => {
        this.#onToggle(event, link);
      }}
      @submit=${(event: SubmitEvent) => {
        this.#onSubmit(event);
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
        .value=${this.#text}
        aria-describedby="link-problem"
        @input=${(event: InputEvent) => {
          if (event.target instanceof HTMLInputElement)
            this.#text = event.target.value;
        }}
      />
      <p id="link-problem" class="problem" role="alert">${this.#problem}</p>
      <div class="row">
        <button type="submit" class="button primary">Link</button>
        ${link === undefined ? nothing : this.#renderThere(link)}
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

  /** What can be done with the link that is there already. */
  #renderThere(link: string): TemplateResult {
    return html`<button
        type="button"
        class="button"
        @click=${() => {
          this.choose(undefined);
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

  get #panel(): HTMLElement | null {
    return this.host.querySelector<HTMLElement>("#link-panel");
  }

  #onToggle(event: ToggleEvent, link: string | undefined): void {
    onPopoverToggle(event);
    if (event.newState !== "open") return;
    this.#text = link ?? "";
    this.#problem = "";
    this.host.requestUpdate();
    this.#panel?.querySelector("input")?.focus();
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const href = linkFrom(this.#text);
    if (href === undefined) {
      this.#problem = "Enter a web or mail address, such as example.org.";
      this.host.requestUpdate();
    } else this.choose(href);
  }
}
