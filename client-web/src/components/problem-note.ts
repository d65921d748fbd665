import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../plugins/running-plugin.ts";

/** What went wrong with a plugin, in the place of what it would have shown. */
export function problemNote(
  { plugin, doing, message }: Problem,
  dismiss?: () => void,
): TemplateResult {
  return html`<p class="plugin-problem">
    <span
      ><strong>${plugin}</strong> had a problem ${doing}.
      <span class="why">${message}</span></span
    >
    ${
      dismiss
        ? html`<button type="button" class="button quiet" @click=${dismiss}>
            Dismiss
          </button>`
        : nothing
    }
  </p>`;
}
