import {
  html,
  nothing,
  type ReactiveControllerHost,
  type TemplateResult,
} from "lit";
import { problemNote } from "../components/problem-note.ts";
import type { SessionEvents } from "../document-session.ts";
import type { Contributions } from "../plugins/contributions.ts";
import type { Entry } from "../plugins/entry-list.ts";
import type { Banner } from "../plugins/plugin-api.ts";

/** Who has something to say about the document; the page's own notices are dismissed, the session's end by themselves. */
type NoticeSource = SessionNoticeSource | PageNoticeSource;
type SessionNoticeSource = SessionEvents["notice"]["source"];
type PageNoticeSource = "title" | "editor";

function isOfThisPage(source: NoticeSource): source is PageNoticeSource {
  return source === "title" || source === "editor";
}

/** What there is to say about the document, above its sheet: of each source, its last word. */
export class DocumentNotices {
  readonly #messages = new Map<NoticeSource, string>();

  /** @param host what they are drawn in */
  constructor(readonly host: ReactiveControllerHost) {}

  /** Takes in what `source` has to say; undefined for nothing any more. */
  set(source: NoticeSource, message: string | undefined): void {
    if (message === undefined) this.#messages.delete(source);
    else this.#messages.set(source, message);
    this.host.requestUpdate();
  }

  render(): TemplateResult {
    return html`<div class="notices" role="status">
      ${[...this.#messages].map(
        ([source, message]) =>
          html`<p class="notice">
            <span>${message}</span>
            ${isOfThisPage(source) ? this.#renderDismiss(source) : nothing}
          </p>`,
      )}
    </div>`;
  }

  #renderDismiss(source: PageNoticeSource): TemplateResult {
    return html`<button
      type="button"
      class="button quiet"
      @click=${() => {
        this.set(source, undefined);
      }}
    >
      Dismiss
    </button>`;
  }
}

/** What plugins have to say above the sheet, and what went wrong with them. */
export function pluginNotices(added: Contributions): TemplateResult {
  return html`<div class="notices" role="status">
    ${added.banners.entries.map(banner)}
    ${added.problems.map((problem) =>
      problemNote(problem, () => {
        added.dismiss(problem.plugin);
      }),
    )}
  </div>`;
}

function banner({ plugin, value }: Entry<Banner>): TemplateResult {
  const { text, action } = value;
  return html`<p class="notice banner">
    <span>${text}</span>
    ${
      action
        ? html`<button
            type="button"
            class="button"
            @click=${() => {
              plugin.run(`doing “${action.label}”`, () => action.onPress());
            }}
          >
            ${action.label}
          </button>`
        : nothing
    }
  </p>`;
}
