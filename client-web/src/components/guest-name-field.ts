import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { UserRound } from "lucide";
import type { GuestName } from "../plugins/guest-name.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./light-element.ts";
import { onPopoverToggle } from "./popover.ts";

/** Who uses this browser: the name that others see, and a field to change it. */
@customElement("scriptorium-guest-name")
export class ScriptoriumGuestName extends LightElement {
  @property({ attribute: false }) guest: GuestName | undefined;
  @state() private name = "";

  #listeners = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.name = this.guest?.name ?? "";
    this.guest?.addEventListener(
      "change",
      () => {
        this.name = this.guest?.name ?? "";
      },
      { signal },
    );
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<button
        type="button"
        class="button quiet square"
        aria-label="Your name: ${this.name}"
        title="You are ${this.name}"
        aria-haspopup="dialog"
        aria-expanded="false"
        popovertarget="name-panel"
      >
        ${icon(UserRound)}
      </button>
      <form
        id="name-panel"
        class="panel link"
        popover
        role="dialog"
        aria-label="Your name"
        @toggle=${(event: ToggleEvent) => {
          this.#onToggle(event);
        }}
        @submit=${(event: SubmitEvent) => {
          this.#onSubmit(event);
        }}
      >
        <label for="guest-name">The name that others see</label>
        <input
          id="guest-name"
          autocomplete="nickname"
          maxlength="64"
          required
          .value=${this.name}
        />
        <div class="row">
          <button type="submit" class="button primary">Keep</button>
        </div>
      </form>`;
  }

  #onToggle(event: ToggleEvent): void {
    onPopoverToggle(event);
    const field = this.#field;
    if (event.newState !== "open" || field === null) return;
    field.value = this.name;
    field.select();
  }

  #onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    this.guest?.rename(this.#field?.value ?? "");
    this.querySelector<HTMLElement>("#name-panel")?.hidePopover();
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector("input");
  }
}
