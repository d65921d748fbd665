import { html, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import {
  CircleCheck,
  CircleDashed,
  CloudOff,
  CloudUpload,
  type IconNode,
  Lock,
  OctagonX,
  RefreshCw,
} from "lucide";
import type { SessionState } from "../document-session.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./light-element.ts";
import { stateNews, stateWords } from "./state-words.ts";

/** For how long nothing may be on its way before "Saving…" gives way to "All saved", in milliseconds. */
const SETTLE_MS = 500;

/**
 * Where the session stands, always in sight, as a word with a drawing. Between the keystrokes of someone
 * typing it stays "Saving…" rather than flicker, so what it says is never better than the truth.
 */
@customElement("scriptorium-connection-state")
export class ScriptoriumConnectionState extends LightElement {
  @property({ attribute: false }) state: SessionState = { type: "waiting" };
  @state() private shown: SessionState = { type: "waiting" };
  @state() private news = "";

  #settling: ReturnType<typeof setTimeout> | undefined;
  #lastNewsworthy: SessionState | undefined;

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has("state")) return;
    clearTimeout(this.#settling);
    const settles = this.state.type === "live" && this.shown.type === "saving";
    if (settles)
      this.#settling = setTimeout(() => {
        this.#show();
      }, SETTLE_MS);
    else this.#show();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#settling);
    super.disconnectedCallback();
  }

  override render(): unknown {
    const { type } = this.shown;
    return html`
      <p class="connection ${type}" data-state=${type}>
        ${icon(drawingOf(type))}<span>${stateWords(this.shown)}</span>
      </p>
      <p class="visually-hidden" role="status">${this.news}</p>
    `;
  }

  #show(): void {
    this.shown = this.state;
    const news = stateNews(this.#lastNewsworthy, this.state);
    if (news !== undefined) this.news = news;
    if (this.state.type !== "saving") this.#lastNewsworthy = this.state;
  }
}

function drawingOf(type: SessionState["type"]): IconNode {
  switch (type) {
    case "waiting":
      return CircleDashed;
    case "live":
      return CircleCheck;
    case "saving":
      return CloudUpload;
    case "offline":
      return CloudOff;
    case "reconnecting":
      return RefreshCw;
    case "closed":
      return Lock;
    case "refused":
      return OctagonX;
  }
}
