import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { X } from "lucide";
import type { PanelEntry, Panels } from "../plugins/panels.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./light-element.ts";
import { problemNote } from "./problem-note.ts";

/** What may have the focus, in the order of the page. */
const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex='0']";

/**
 * Where the panels of plugins are: beside the sheet, or on a narrow window over its lower part. What a panel shows
 * stays as it was while another one is open.
 */
@customElement("scriptorium-side-panel")
export class ScriptoriumSidePanel extends LightElement {
  @property({ attribute: false }) panels: Panels | undefined;
  @property({ attribute: false }) entries: readonly PanelEntry[] = [];
  @property({ attribute: false }) open: string | undefined;
  @query(".side-panel") private readonly region: HTMLElement | null | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      this.#close();
    });
  }

  override render(): TemplateResult {
    const current = this.entries.find(({ id }) => id === this.open);
    return html`<aside
      class="side-panel"
      id="side-panel"
      aria-labelledby="side-panel-heading"
      ?hidden=${current === undefined}
    >
      <header>
        <h2 id="side-panel-heading" tabindex="-1">
          ${current?.value.label ?? ""}
        </h2>
        <button
          type="button"
          class="button quiet square"
          aria-label="Close ${current?.value.label ?? "the panel"}"
          title="Close (Esc)"
          @click=${() => {
            this.#close();
          }}
        >
          ${icon(X)}
        </button>
      </header>
      ${repeat(
        this.entries,
        ({ id }) => id,
        (entry) => this.#renderPanel(entry),
      )}
    </aside>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has("open")) return;
    const before = changed.get("open");
    if (this.open !== undefined) this.#enter();
    else if (before !== undefined) this.#leave(before);
  }

  #renderPanel({ id, host, problem }: PanelEntry): TemplateResult {
    return html`<section class="panel-body" ?hidden=${id !== this.open}>
      ${problem ? problemNote(problem) : nothing}${host}
    </section>`;
  }

  /** Who has opened a panel by its button or key goes on in it; what opened by itself does not take the focus. */
  #enter(): void {
    if (this.panels?.isAsked !== true) return;
    const first = this.region?.querySelector<HTMLElement>(
      `.panel-body:not([hidden]) :is([data-autofocus], ${FOCUSABLE})`,
    );
    (first ?? this.region?.querySelector<HTMLElement>("h2"))?.focus({
      preventScroll: true,
    });
  }

  /** The focus goes back to the panel's button, unless it is elsewhere by now. */
  #leave(panel: string): void {
    const at = document.activeElement;
    if (at !== null && at !== document.body && !this.contains(at)) return;
    document
      .querySelector<HTMLElement>(`[data-panel="${CSS.escape(panel)}"]`)
      ?.focus();
  }

  #close(): void {
    if (this.open !== undefined) this.panels?.close(this.open);
  }
}
