import { svg, html, type TemplateResult } from "lit";
import type { Icon } from "../plugins/plugin-api.ts";

/** A plugin's own drawing, in the manner of the page's icons; a screen reader passes it over. */
export function pluginIcon({ paths }: Icon): TemplateResult {
  return html`<svg
    class="plugin-icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths.map((path) => svg`<path d=${path}></path>`)}
  </svg>`;
}
