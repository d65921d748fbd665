import { html, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { UNTITLED } from "../api.ts";
import { LightElement } from "./light-element.ts";

/** The longest title that the server takes, in UTF-16 code units. */
const MAX_TITLE = 200;

/** How long someone who types a title pauses before the others see it, in milliseconds. */
const PAUSE_MS = 600;

export interface TitleEvents {
  /** The title that was entered. */
  "title-change": CustomEvent<string>;
}

/**
 * A document's title, edited where it stands. Enter and leaving keep what was typed, Escape brings back what
 * was there; a title that someone else gives meanwhile is shown as soon as nobody is typing here.
 */
@customElement("scriptorium-title")
export class ScriptoriumTitle extends LightElement {
  @property() value = "";
  @property() label = "Title";
  @property({ type: Boolean }) readonly = false;
  @query("textarea") private readonly field:
    HTMLTextAreaElement | null | undefined;

  #typing = false;
  #sent: string | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  override render(): unknown {
    return html`<textarea
      rows="1"
      class="title"
      aria-label=${this.label}
      placeholder=${UNTITLED}
      maxlength=${MAX_TITLE}
      spellcheck="true"
      ?readonly=${this.readonly}
      @input=${() => {
        this.#typed();
      }}
      @keydown=${(event: KeyboardEvent) => {
        this.#onKey(event);
      }}
      @blur=${() => {
        this.#keep();
      }}
    ></textarea>`;
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has("value")) return;
    this.#sent = undefined;
    if (!this.field || this.#typing) return;
    this.#show();
    this.#fit();
  }

  override disconnectedCallback(): void {
    this.#keep();
    super.disconnectedCallback();
  }

  #typed(): void {
    this.#typing = true;
    this.#fit();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#send();
    }, PAUSE_MS);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#keep();
      this.dispatchEvent(new CustomEvent("title-done"));
    } else if (event.key === "Escape") {
      clearTimeout(this.#pause);
      this.#typing = false;
      this.#show();
      this.#fit();
    }
  }

  #keep(): void {
    if (!this.#typing) return;
    this.#send();
    this.#typing = false;
  }

  #send(): void {
    clearTimeout(this.#pause);
    const typed = this.field?.value.replaceAll(/\s+/g, " ").trim();
    const title = typed || UNTITLED;
    if (title === (this.#sent ?? this.value)) return;
    this.#sent = title;
    this.dispatchEvent(new CustomEvent("title-change", { detail: title }));
  }

  #show(): void {
    const shown = this.value === UNTITLED ? "" : this.value;
    if (this.field && this.field.value !== shown) this.field.value = shown;
  }

  /** As many lines as the title needs, where the browser does not do it by itself. */
  #fit(): void {
    if (!this.field || CSS.supports("field-sizing", "content")) return;
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }
}
