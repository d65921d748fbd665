import { html, LitElement, nothing, type TemplateResult } from "lit";
import type { Episode, Names, Version } from "./history-api.ts";
import { SPEEDS } from "./playback.ts";
import { toldApart, whenWords } from "./shown.ts";

/** What the sheet shows instead of the document as it is. */
export type Showing =
  | { readonly type: "now" }
  | {
      readonly type: "revision";
      readonly revision: number;
      readonly words: string;
      readonly playing: boolean;
    }
  | {
      readonly type: "difference";
      readonly from: number;
      readonly to: number;
      readonly lines: readonly string[];
    };

/** Who wrote what, in the text; undefined while it is not shown. */
export type Legend =
  readonly { readonly name: string; readonly color: string }[] | undefined;

/** What the user asks for. */
export type HistoryRequest =
  | { readonly type: "now" }
  | { readonly type: "show"; readonly revision: number }
  | { readonly type: "difference"; readonly from: number; readonly to: number }
  | { readonly type: "play"; readonly speed: number }
  | { readonly type: "pause" }
  | { readonly type: "restore"; readonly revision: number }
  | { readonly type: "name"; readonly revision: number; readonly name: string }
  | { readonly type: "forget"; readonly version: Version }
  | { readonly type: "authors"; readonly on: boolean }
  | { readonly type: "older" };

/** The panel: named versions, the timeline, and what to do with the moment that is shown. */
export class HistoryPanel extends LitElement {
  static override readonly properties = {
    head: { attribute: false },
    episodes: { attribute: false },
    hasOlder: { attribute: false },
    versions: { attribute: false },
    showing: { attribute: false },
    legend: { attribute: false },
    trouble: { attribute: false },
    isReadonly: { attribute: false },
    speed: { state: true },
  };

  declare head: number;
  declare episodes: readonly Episode[];
  declare hasOlder: boolean;
  declare versions: readonly Version[];
  declare showing: Showing;
  declare legend: Legend;
  /** Why something could not be done, in words. */
  declare trouble: string | undefined;
  declare isReadonly: boolean;
  declare protected speed: number;

  constructor() {
    super();
    this.head = 0;
    this.episodes = [];
    this.hasOlder = false;
    this.versions = [];
    this.showing = { type: "now" };
    this.isReadonly = false;
    this.speed = SPEEDS[1];
  }

  /** The page's styles are the panel's. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`${this.trouble === undefined ? nothing : html`<p role="alert">${this.trouble}</p>`}
    ${this.#player()} ${this.#moment()} ${this.#authors()}
    ${this.#namedVersions()} ${this.#timeline()}`;
  }

  #player(): TemplateResult {
    const { showing } = this;
    const revision = showing.type === "revision" ? showing.revision : this.head;
    const isPlaying = showing.type === "revision" && showing.playing;
    return html`<section class="history-player" aria-label="Playback">
      <input
        type="range"
        min="0"
        max=${this.head}
        .value=${String(revision)}
        aria-label="Moment in the document's history"
        aria-valuetext=${showing.type === "revision" ? showing.words : "now"}
        @input=${(event: Event) => {
          if (event.target instanceof HTMLInputElement)
            this.#ask({ type: "show", revision: Number(event.target.value) });
        }}
      />
      <div class="history-buttons">
        <button
          type="button"
          class="button"
          ?disabled=${this.head === 0}
          @click=${() => {
            this.#ask(
              isPlaying
                ? { type: "pause" }
                : { type: "play", speed: this.speed },
            );
          }}
        >
          ${isPlaying ? "Pause" : "Play"}
        </button>
        <label
          >Speed
          <select
            @change=${(event: Event) => {
              if (!(event.target instanceof HTMLSelectElement)) return;
              this.speed = Number(event.target.value);
              if (isPlaying) this.#ask({ type: "play", speed: this.speed });
            }}
          >
            ${SPEEDS.map(
              (speed) =>
                html`<option value=${speed} ?selected=${speed === this.speed}>
                  ${speed} edits a second
                </option>`,
            )}
          </select></label
        >
      </div>
    </section>`;
  }

  /** What is shown now, and what to do with it. */
  #moment(): TemplateResult {
    const { showing } = this;
    switch (showing.type) {
      case "now":
        return html`<p class="history-moment">
          You see the document as it is now.
        </p>`;
      case "revision":
        return html`<div class="history-moment">
          <p><b>${showing.words}</b></p>
          <div class="history-buttons">
            ${this.#button("Back to now", { type: "now" })}
            ${this.#button("What changed since", {
              type: "difference",
              from: showing.revision,
              to: this.head,
            })}
            ${
              this.isReadonly || showing.revision === this.head
                ? nothing
                : this.#button("Restore this", {
                    type: "restore",
                    revision: showing.revision,
                  })
            }
          </div>
        </div>`;
      case "difference":
        return html`<div class="history-moment">
          <p>Added is <u>underlined</u>, removed is <s>struck out</s>.</p>
          <ul>
            ${showing.lines.map((line) => html`<li>${line}</li>`)}
          </ul>
          ${this.#button("Back to now", { type: "now" })}
        </div>`;
    }
  }

  #authors(): TemplateResult {
    const { legend } = this;
    return html`<label class="history-authors"
        ><input
          type="checkbox"
          .checked=${legend !== undefined}
          @change=${(event: Event) => {
            if (event.target instanceof HTMLInputElement)
              this.#ask({ type: "authors", on: event.target.checked });
          }}
        />
        Show in the text who wrote what</label
      >
      ${
        legend === undefined
          ? nothing
          : html`<ul class="history-legend">
              ${legend.map(
                ({ name, color }) =>
                  html`<li>
                    <i .style=${`background: ${color}`}></i>${name}
                  </li>`,
              )}
            </ul>`
      }`;
  }

  #namedVersions(): TemplateResult {
    const { showing } = this;
    const revision = showing.type === "revision" ? showing.revision : this.head;
    return html`<section>
      <h3>Named versions</h3>
      ${
        this.versions.length === 0
          ? html`<p class="history-none">
              None yet. Give this moment a name to find it again.
            </p>`
          : html`<ul class="history-list">
              ${this.versions.map((version) => this.#version(version))}
            </ul>`
      }
      ${this.isReadonly ? nothing : this.#nameForm(revision)}
    </section>`;
  }

  #nameForm(revision: number): TemplateResult {
    return html`<form
      class="history-buttons"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const field = this.querySelector<HTMLInputElement>(".history-name");
        const name = field?.value.trim() ?? "";
        if (name === "" || !field) return;
        this.#ask({ type: "name", revision, name });
        field.value = "";
      }}
    >
      <input
        class="history-name"
        maxlength="200"
        aria-label="Name for this moment"
        placeholder="Name this moment"
      />
      <button class="button">Keep</button>
    </form>`;
  }

  #version(version: Version): TemplateResult {
    const { name, revision, by, time } = version;
    return html`<li>
      <button
        type="button"
        class="history-entry"
        aria-pressed=${this.#isShown(revision)}
        @click=${() => {
          this.#ask({ type: "show", revision });
        }}
      >
        <b>${name}</b><span>${by}, ${whenWords(time, time)}</span>
      </button>
      ${this.isReadonly ? nothing : this.#button("Forget", { type: "forget", version }, `Forget the name ${name}`)}
    </li>`;
  }

  #timeline(): TemplateResult {
    const names = Object.fromEntries(
      this.episodes.flatMap(({ authors }) =>
        authors.map(({ id, name }) => [id, name]),
      ),
    );
    return html`<section>
      <h3>Timeline</h3>
      ${
        this.episodes.length === 0
          ? html`<p class="history-none">Nothing was written yet.</p>`
          : html`<ul class="history-list">
              ${this.episodes.map((episode) => this.#episode(episode, names))}
            </ul>`
      }
      ${this.hasOlder ? this.#button("Older", { type: "older" }) : nothing}
    </section>`;
  }

  #episode(
    { from, to, start, end, authors, inserted, deleted }: Episode,
    names: Names,
  ): TemplateResult {
    return html`<li>
      <button
        type="button"
        class="history-entry"
        aria-pressed=${this.#isShown(to)}
        @click=${() => {
          this.#ask({ type: "show", revision: to });
        }}
      >
        <b>${whenWords(start, end)}</b>
        <span>${authors.map(({ id }) => toldApart(id, names)).join(", ")}</span>
        <span>+${inserted} −${deleted} characters</span>
      </button>
      ${this.#button("Changes", { type: "difference", from, to }, `Changes of ${whenWords(start, end)}`)}
    </li>`;
  }

  #isShown(revision: number): boolean {
    return (
      this.showing.type === "revision" && this.showing.revision === revision
    );
  }

  #button(
    words: string,
    request: HistoryRequest,
    label = words,
  ): TemplateResult {
    return html`<button
      type="button"
      class="button quiet"
      aria-label=${label}
      @click=${() => {
        this.#ask(request);
      }}
    >
      ${words}
    </button>`;
  }

  #ask(detail: HistoryRequest): void {
    this.dispatchEvent(new CustomEvent("history-request", { detail }));
  }
}
