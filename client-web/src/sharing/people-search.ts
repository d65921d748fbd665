import {
  html,
  nothing,
  type ReactiveControllerHost,
  type TemplateResult,
} from "lit";
import { ApiError } from "../api.ts";
import { findPeople, type Found, type Grantee } from "./sharing-api.ts";

/** How long someone who types pauses before the server is asked, in milliseconds. */
const PAUSE_MS = 200;

/** Somebody, or a group, that was found. */
export interface Candidate {
  readonly grantee: Exclude<Grantee, { readonly type: "everyone" }>;
  readonly name: string;
  /** What tells it from others of the name. */
  readonly hint: string;
}

/** What is found for what was typed, people first. */
export function candidates({ accounts, groups }: Found): readonly Candidate[] {
  return [
    ...accounts.map(({ id, displayName, name }): Candidate => ({
      grantee: { type: "person", id },
      name: displayName,
      hint: name ?? "",
    })),
    ...groups.map(({ id, name }): Candidate => ({
      grantee: { type: "group", id },
      name,
      hint: "Group",
    })),
  ];
}

let count = 0;

/**
 * A field that finds people and groups while one types: a combobox, moved through with the arrow keys, chosen from
 * with Enter or a click, left with Escape.
 */
export class PeopleSearch {
  readonly #id = `people-search-${(count += 1)}`;
  #words = "";
  #found: readonly Candidate[] | undefined;
  #current = 0;
  #problem = "";
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asking = new AbortController();

  /**
   * @param host what it is drawn in
   * @param choose called with each choice
   * @param find asks the server
   */
  constructor(
    readonly host: ReactiveControllerHost,
    readonly choose: (candidate: Candidate) => void,
    readonly find: (
      words: string,
      signal: AbortSignal,
    ) => Promise<Found> = findPeople,
  ) {}

  /** Forgets what was typed. */
  clear(): void {
    clearTimeout(this.#pause);
    this.#asking.abort();
    this.#words = "";
    this.#found = undefined;
    this.#problem = "";
    this.host.requestUpdate();
  }

  render(label: string, placeholder: string): TemplateResult {
    const id = this.#id;
    const found = this.#found ?? [];
    const isOpen = found.length > 0;
    return html`<div class="people-search">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        class="field"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        placeholder=${placeholder}
        aria-autocomplete="list"
        aria-expanded=${isOpen ? "true" : "false"}
        aria-controls="${id}-list"
        aria-activedescendant=${isOpen ? `${id}-${this.#current}` : nothing}
        .value=${this.#words}
        @input=${(event: Event) => {
          if (event.target instanceof HTMLInputElement)
            this.#typed(event.target.value);
        }}
        @keydown=${(event: KeyboardEvent) => {
          this.#onKey(event);
        }}
      />
      <ul
        id="${id}-list"
        class="people-found"
        role="listbox"
        aria-label="Found"
        ?hidden=${!isOpen}
      >
        ${found.map((candidate, at) => this.#option(candidate, at))}
      </ul>
      <p class="people-none" role="status">
        ${
          this.#found?.length === 0
            ? `Nobody’s name begins with “${this.#words.trim()}”.`
            : isOpen
              ? html`<span class="visually-hidden">${found.length} found</span>`
              : nothing
        }
      </p>
      <p class="problem" role="alert">${this.#problem}</p>
    </div>`;
  }

  #option(candidate: Candidate, at: number): TemplateResult {
    const isCurrent = at === this.#current;
    return html`<li
      id="${this.#id}-${at}"
      role="option"
      aria-selected=${isCurrent ? "true" : "false"}
      @mousedown=${(event: MouseEvent) => {
        event.preventDefault(); // the field keeps the focus
      }}
      @click=${() => {
        this.#choose(candidate);
      }}
    >
      <strong>${candidate.name}</strong><span>${candidate.hint}</span>
    </li>`;
  }

  #typed(words: string): void {
    this.#words = words;
    clearTimeout(this.#pause);
    this.#asking.abort();
    this.#problem = "";
    if (words.trim() === "") this.#found = undefined;
    else
      this.#pause = setTimeout(() => {
        void this.#ask(words.trim());
      }, PAUSE_MS);
    this.host.requestUpdate();
  }

  async #ask(words: string): Promise<void> {
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    try {
      const found = await this.find(words, signal);
      if (signal.aborted) return;
      this.#found = candidates(found);
      this.#current = 0;
    } catch (error) {
      if (signal.aborted) return;
      this.#found = undefined;
      this.#problem = error instanceof ApiError ? error.message : String(error);
    }
    this.host.requestUpdate();
  }

  #onKey(event: KeyboardEvent): void {
    const found = this.#found ?? [];
    if (event.isComposing || found.length === 0) return;
    switch (event.key) {
      case "ArrowDown":
        this.#current = (this.#current + 1) % found.length;
        break;
      case "ArrowUp":
        this.#current = (this.#current + found.length - 1) % found.length;
        break;
      case "Enter": {
        const chosen = found[this.#current];
        if (chosen !== undefined) this.#choose(chosen);
        break;
      }
      case "Escape":
        // Leaves the list, not the dialog that it is in.
        event.stopPropagation();
        this.#found = undefined;
        break;
      default:
        return;
    }
    event.preventDefault();
    this.host.requestUpdate();
  }

  #choose(candidate: Candidate): void {
    this.clear();
    this.choose(candidate);
  }
}
