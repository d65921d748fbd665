import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { LightElement } from "../components/light-element.ts";
import { PeopleSearch } from "../sharing/people-search.ts";
import { listAccounts } from "./accounts-api.ts";
import {
  ACTIONS,
  type AuditEvent,
  type AuditFilter,
  auditHref,
  readAudit,
} from "./audit-api.ts";
import { wordsOf } from "./words-of.ts";

/** What happened to accounts and rights: filtered, page by page, and as a file. */
@customElement("scriptorium-admin-audit")
export class ScriptoriumAdminAudit extends LightElement {
  @state() private events: readonly AuditEvent[] | undefined;
  @state() private names: ReadonlyMap<string, string> = new Map();
  @state() private next: number | undefined;
  @state() private filter: AuditFilter = {};
  /** What the account is called that the filter names. */
  @state() private actorName = "";
  @state() private problem = "";

  #reading = new AbortController();
  readonly #actors = new PeopleSearch(
    this,
    ({ grantee, name }) => {
      this.actorName = name;
      this.#narrow({ actor: grantee.id });
    },
    async (words, signal) => ({
      accounts: (await listAccounts(words, signal))
        .map(({ account }) => account)
        .slice(0, 10),
      groups: [],
    }),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override disconnectedCallback(): void {
    this.#reading.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<p class="problem" role="alert">${this.problem}</p>
      ${this.#renderFilters()} ${this.#renderEvents()}`;
  }

  #renderFilters(): TemplateResult {
    const { filter } = this;
    return html`<div class="admin-form" role="search" aria-label="Filter">
        <label
          >What happened
          <select
            class="field"
            @change=${(event: Event) => {
              if (event.target instanceof HTMLSelectElement)
                this.#narrow({ action: event.target.value || undefined });
            }}
          >
            <option value="">Anything</option>
            ${[...ACTIONS].map(
              ([action, words]) =>
                html`<option
                  value=${action}
                  ?selected=${action === filter.action}
                >
                  ${words}
                </option>`,
            )}
          </select></label
        >
        ${this.#renderActor()}
        <label
          >To what
          <input
            class="field"
            placeholder="An id, or a name that was tried"
            spellcheck="false"
            autocomplete="off"
            .value=${filter.subject ?? ""}
            @change=${(event: Event) => {
              if (event.target instanceof HTMLInputElement)
                this.#narrow({
                  subject: event.target.value.trim() || undefined,
                });
            }}
        /></label>
        ${this.#timeField("From", filter.from, (from) => {
          this.#narrow({ from });
        })}
        ${this.#timeField("Until", filter.until, (until) => {
          this.#narrow({ until });
        })}
      </div>
      ${exportLinks(filter)}`;
  }

  #renderActor(): TemplateResult {
    const { filter } = this;
    return filter.actor === undefined
      ? this.#actors.render("By whom", "Anybody")
      : html`<div class="admin-chosen">
          By ${this.actorName}
          <button
            type="button"
            class="button quiet"
            @click=${() => {
              this.#narrow({ actor: undefined });
            }}
          >
            By anybody
          </button>
        </div>`;
  }

  #timeField(
    label: string,
    value: Date | undefined,
    narrow: (time: Date | undefined) => void,
  ): TemplateResult {
    return html`<label
      >${label}
      <input
        class="field"
        type="datetime-local"
        .value=${value === undefined ? "" : localTime(value)}
        @change=${(event: Event) => {
          if (!(event.target instanceof HTMLInputElement)) return;
          const time = new Date(event.target.value);
          narrow(Number.isNaN(time.getTime()) ? undefined : time);
        }}
    /></label>`;
  }

  #renderEvents(): TemplateResult | typeof nothing {
    if (this.events === undefined)
      return this.problem === ""
        ? html`<div class="skeleton" role="status">
            <span class="visually-hidden">Loading what happened</span>
            <i></i><i></i><i></i>
          </div>`
        : nothing;
    if (this.events.length === 0)
      return html`<p class="share-note" role="status">
        Nothing that fits has happened.
      </p>`;
    return html`<div
        class="audit-scroll"
        tabindex="0"
        role="region"
        aria-label="Events"
      >
        <table class="audit">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">By</th>
              <th scope="col">To</th>
              <th scope="col">More</th>
            </tr>
          </thead>
          <tbody>
            ${this.events.map((event) => this.#renderEvent(event))}
          </tbody>
        </table>
      </div>
      ${
        this.next === undefined
          ? nothing
          : html`<button
              type="button"
              class="button"
              @click=${() => this.#readOn()}
            >
              Older
            </button>`
      }`;
  }

  #renderEvent(event: AuditEvent): TemplateResult {
    const { time, action, actor, address, subject, detail } = event;
    return html`<tr>
      <td>
        <time datetime=${time.toISOString()}
          >${time.toLocaleString("en", { dateStyle: "medium", timeStyle: "medium" })}</time
        >
      </td>
      <td>${ACTIONS.get(action) ?? action}</td>
      <td>
        ${actor === "" ? "Nobody known" : this.#name(actor)}<span
          >${address}</span
        >
      </td>
      <td>${this.#name(subject)}</td>
      <td>${detail}</td>
    </tr>`;
  }

  #name(id: string): TemplateResult | string {
    const name = this.names.get(id);
    return name === undefined ? id : html`<span title=${id}>${name}</span>`;
  }

  #narrow(by: AuditFilter): void {
    this.filter = { ...this.filter, ...by };
    void this.#read();
  }

  async #read(): Promise<void> {
    await this.#attempt(async (signal) => {
      const page = await readAudit(this.filter, undefined, signal);
      this.events = page.events;
      this.names = page.names;
      this.next = page.next;
    });
  }

  async #readOn(): Promise<void> {
    await this.#attempt(async (signal) => {
      const page = await readAudit(this.filter, this.next, signal);
      this.events = [...(this.events ?? []), ...page.events];
      this.names = new Map([...this.names, ...page.names]);
      this.next = page.next;
    });
  }

  async #attempt(read: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#reading.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    try {
      await read(signal);
      this.problem = "";
    } catch (error) {
      if (!signal.aborted) this.problem = wordsOf(error);
    }
  }
}

/** A time as its field takes it: in this machine's zone, to the minute. */
function localTime(time: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

function exportLinks(filter: AuditFilter): TemplateResult {
  return html`<p class="row admin-export">
    <a class="button" href=${auditHref(filter, "csv")} download="audit.csv"
      >Export as CSV</a
    >
    <a class="button" href=${auditHref(filter, "jsonl")} download="audit.jsonl"
      >Export as JSON Lines</a
    >
  </p>`;
}
