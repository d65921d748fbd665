import "../styles/account.css";
import { html, type TemplateResult } from "lit";
import "../components/theme-toggle.ts";

/** A page on the way in: one thing to do, in the middle. */
export function door(title: string, content: unknown): TemplateResult {
  document.title = `${title} – Scriptorium`;
  return html`<header class="masthead">
      <a class="wordmark" href="/">Scriptorium</a>
      <scriptorium-theme-toggle></scriptorium-theme-toggle>
    </header>
    <main id="main" class="door" tabindex="-1">${content}</main>`;
}
