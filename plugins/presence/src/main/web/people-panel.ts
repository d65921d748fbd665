import type { Me } from "@scriptorium/plugin-api";
import { html, nothing, render, type TemplateResult } from "lit";
import { initials } from "./carets.ts";
import type { Person } from "./people.ts";

/** What a user can do with the people in the panel. */
export interface PeopleActions {
  readonly goTo: (person: Person) => void;
  readonly follow: (person: Person | undefined) => void;
}

/** The list of everybody in the document, with oneself first. */
export class PeoplePanel {
  readonly #me: Me;
  readonly #actions: PeopleActions;
  #host: HTMLElement | undefined;

  constructor(me: Me, actions: PeopleActions) {
    this.#me = me;
    this.#actions = actions;
  }

  attach(host: HTMLElement): void {
    this.#host = host;
  }

  show(people: readonly Person[], followed: string | undefined): void {
    if (this.#host === undefined) return;
    render(this.#template(people, followed), this.#host);
  }

  #template(
    people: readonly Person[],
    followed: string | undefined,
  ): TemplateResult {
    return html`<label class="presence-me">
        <span>Your name</span>
        <input
          .value=${this.#me.name}
          maxlength="64"
          autocomplete="nickname"
          @change=${(event: Event) => {
            if (event.target instanceof HTMLInputElement)
              this.#me.rename(event.target.value.trim());
          }}
        />
      </label>
      ${
        people.length === 0
          ? html`<p class="presence-alone">
              Nobody else is here now. Send somebody the link of this document.
            </p>`
          : html`<ul class="presence-people" role="list">
              ${people.map((person) => this.#row(person, person.session === followed))}
            </ul>`
      }`;
  }

  #row(person: Person, isFollowed: boolean): TemplateResult {
    const { name, typing, selection, top } = person;
    return html`<li>
      <span
        class="presence-badge"
        .style=${`--person: ${person.color}`}
        aria-hidden="true"
        >${initials(name)}</span
      >
      <span class="presence-name">${name}</span>
      ${typing ? html`<span class="presence-typing">typing …</span>` : nothing}
      <span class="presence-actions">
        <button
          type="button"
          class="button quiet"
          ?disabled=${selection === undefined && top === undefined}
          aria-label=${`Go to ${name}`}
          @click=${() => {
            this.#actions.goTo(person);
          }}
        >
          Go to
        </button>
        <button
          type="button"
          class="button quiet"
          aria-pressed=${isFollowed}
          aria-label=${`Follow ${name}`}
          @click=${() => {
            this.#actions.follow(isFollowed ? undefined : person);
          }}
        >
          ${isFollowed ? "Following" : "Follow"}
        </button>
      </span>
    </li>`;
  }
}
