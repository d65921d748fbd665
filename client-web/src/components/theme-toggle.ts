import { html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { Moon, Sun } from "lucide";
import { icon } from "./icon.ts";
import { LightElement } from "./light-element.ts";

/** Switches between light and dark paper; until it is used, the system's setting holds. */
@customElement("scriptorium-theme-toggle")
export class ScriptoriumThemeToggle extends LightElement {
  @state() private dark = isDark();

  readonly #listeners = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    matchMedia("(prefers-color-scheme: dark)").addEventListener(
      "change",
      () => {
        this.dark = isDark();
      },
      { signal: this.#listeners.signal },
    );
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    super.disconnectedCallback();
  }

  override render(): unknown {
    const name = this.dark ? "Light paper" : "Dark paper";
    return html`<button
      type="button"
      class="button quiet square"
      aria-label=${name}
      title=${name}
      @click=${() => {
        this.#toggle();
      }}
    >
      ${icon(this.dark ? Sun : Moon)}
    </button>`;
  }

  #toggle(): void {
    this.dark = !this.dark;
    const theme = this.dark ? "dark" : "light";
    document.documentElement.dataset["theme"] = theme;
    try {
      localStorage.setItem("scriptorium-theme", theme);
    } catch {
      // Where storage is forbidden, the choice lasts as long as the page.
    }
  }
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen !== undefined) return chosen === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
