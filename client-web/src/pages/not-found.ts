import { html, type TemplateResult } from "lit";

/** A page that says what is missing and leads back. */
export function notFound(heading: string, words: string): TemplateResult {
  document.title = `${heading} – Scriptorium`;
  return html`<main class="lost" id="main" tabindex="-1">
    <h1>${heading}</h1>
    <p>${words}</p>
    <a class="button primary" href="/">Go to the documents</a>
  </main>`;
}
