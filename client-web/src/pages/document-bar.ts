import {
  html,
  nothing,
  type ReactiveControllerHost,
  type TemplateResult,
} from "lit";
import { ArrowLeft, Download, Ellipsis, Link2, UserPlus } from "lucide";
import "../account/account-menu.ts";
import { whoAmI } from "../account/who-am-i.ts";
import { EXPORTS, exportHref, UNTITLED } from "../api.ts";
import "../components/connection-state.ts";
import "../components/guest-name-field.ts";
import { icon } from "../components/icon.ts";
import "../components/panel-buttons.ts";
import { onPopoverToggle } from "../components/popover.ts";
import "../components/theme-toggle.ts";
import type { SessionState } from "../document-session.ts";
import type { GuestName } from "../plugins/guest-name.ts";
import type { Panels } from "../plugins/panels.ts";

/** For how long the bar says that the link is copied, in milliseconds. */
const COPIED_MS = 2000;

/** What the bar shows of a document. */
export interface DocumentFacts {
  readonly id: string;
  readonly title: string;
  readonly state: SessionState;
}

/** What the bar has of its page. */
export interface BarParts {
  readonly guest: GuestName;
  readonly panels: Panels;
  /** Opens the sharing dialog; undefined where there is none: the server has no accounts, or nobody is signed in. */
  readonly share: () => (() => void) | undefined;
  readonly showPlugins: () => void;
  readonly showHelp: () => void;
}

/** The bar over a document: back to the list, how the document stands, and what can be done with it as a whole. */
export class DocumentBar {
  #isCopied = false;

  /** @param host what it is drawn in */
  constructor(
    readonly host: ReactiveControllerHost,
    readonly parts: BarParts,
  ) {}

  render({ id, title, state }: DocumentFacts): TemplateResult {
    const { guest, panels } = this.parts;
    return html`<header class="bar">
      <a class="button quiet back" href="/"
        >${icon(ArrowLeft)}<span>Documents</span></a
      >
      <scriptorium-connection-state
        .state=${state}
      ></scriptorium-connection-state>
      <div class="bar-end">
        <scriptorium-panel-buttons
          .panels=${panels}
          .entries=${panels.entries}
          .open=${panels.current?.id}
        ></scriptorium-panel-buttons>
        ${this.#renderShare()}
        <button
          type="button"
          class="button quiet copy-link"
          aria-label=${this.#isCopied ? "Link copied" : "Copy link"}
          title="Copy the address of this document"
          @click=${() => this.#copyLink()}
        >
          ${icon(Link2)}<span>${this.#isCopied ? "Copied" : "Copy link"}</span>
        </button>
        ${exportMenu(id, title)} ${this.#renderMore()}
        ${
          hasGuestName()
            ? html`<scriptorium-guest-name
                .guest=${guest}
              ></scriptorium-guest-name>`
            : html`<scriptorium-account-menu></scriptorium-account-menu>`
        }
        <scriptorium-theme-toggle></scriptorium-theme-toggle>
      </div>
    </header>`;
  }

  #renderShare(): TemplateResult | typeof nothing {
    const share = this.parts.share();
    if (share === undefined) return nothing;
    return html`<button
      type="button"
      class="button quiet share-button"
      aria-label="Share"
      title="Who has access to this document"
      @click=${share}
    >
      ${icon(UserPlus)}<span>Share</span>
    </button>`;
  }

  #renderMore(): TemplateResult {
    const { showPlugins, showHelp } = this.parts;
    return html`<button
        type="button"
        class="button quiet square"
        aria-label="More"
        title="More"
        aria-expanded="false"
        popovertarget="more-panel"
      >
        ${icon(Ellipsis)}
      </button>
      <div
        id="more-panel"
        class="panel"
        popover
        role="group"
        aria-label="More"
        @toggle=${onPopoverToggle}
        @click=${hide}
      >
        <button
          type="button"
          class="choice only-narrow"
          @click=${() => this.#copyLink()}
        >
          Copy link
        </button>
        <button type="button" class="choice" @click=${showPlugins}>
          Plugins of this document…
        </button>
        <button type="button" class="choice" @click=${showHelp}>
          Keyboard…
        </button>
      </div>`;
  }

  async #copyLink(): Promise<void> {
    await navigator.clipboard.writeText(location.href);
    this.#say(true);
    setTimeout(() => {
      this.#say(false);
    }, COPIED_MS);
  }

  #say(isCopied: boolean): void {
    this.#isCopied = isCopied;
    this.host.requestUpdate();
  }
}

function exportMenu(id: string, title: string): TemplateResult {
  return html`<button
      type="button"
      class="button quiet"
      aria-label="Export"
      aria-expanded="false"
      popovertarget="export-panel"
    >
      ${icon(Download)}<span>Export</span>
    </button>
    <nav
      id="export-panel"
      class="panel"
      popover
      aria-label="Export"
      @toggle=${onPopoverToggle}
    >
      ${EXPORTS.map(
        ({ format, name, suffix }) =>
          html`<a
            class="choice"
            href=${exportHref(id, format)}
            download=${`${title || UNTITLED}.${suffix}`}
            >${name}</a
          >`,
      )}
    </nav>`;
}

/** Whatever is chosen in a panel closes it. */
function hide({ currentTarget }: Event): void {
  if (currentTarget instanceof HTMLElement) currentTarget.hidePopover();
}

/** Whether people say themselves what they are called: where nobody signs in. */
function hasGuestName(): boolean {
  const { type } = whoAmI().who;
  return type === "everybody" || type === "unknown";
}
