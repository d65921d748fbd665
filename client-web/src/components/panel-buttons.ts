import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { chordText } from "../editor/shortcuts.ts";
import type { PanelEntry, Panels } from "../plugins/panels.ts";
import { LightElement } from "./light-element.ts";
import { pluginIcon } from "./plugin-icon.ts";

/** The most that a badge says; what is more is "99+". */
const MOST = 99;

/** A button for each panel, in the bar of a document's page. */
@customElement("scriptorium-panel-buttons")
export class ScriptoriumPanelButtons extends LightElement {
  @property({ attribute: false }) panels: Panels | undefined;
  /** Which panel is open; given so that this is drawn anew when it changes. */
  @property({ attribute: false }) entries: readonly PanelEntry[] = [];
  @property({ attribute: false }) open: string | undefined;

  override render(): TemplateResult {
    return html`${repeat(
      this.entries,
      ({ id }) => id,
      (entry) => this.#renderButton(entry),
    )}`;
  }

  #renderButton({ id, value }: PanelEntry): TemplateResult {
    const { label, icon, chord, badge = 0 } = value;
    const isOpen = this.open === id;
    const title =
      chord === undefined ? label : `${label} (${chordText(chord)})`;
    return html`<button
      type="button"
      class="button quiet square panel-button"
      data-panel=${id}
      aria-label=${badge > 0 ? `${label}, ${badge}` : label}
      title=${title}
      aria-expanded=${isOpen ? "true" : "false"}
      aria-controls=${isOpen ? "side-panel" : nothing}
      @click=${() => {
        this.panels?.toggle(id);
      }}
    >
      ${pluginIcon(icon)}
      ${
        badge > 0
          ? html`<span class="badge"
              >${badge > MOST ? `${MOST}+` : badge}</span
            >`
          : nothing
      }
    </button>`;
  }
}
