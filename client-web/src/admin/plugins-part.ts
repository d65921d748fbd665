import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import {
  type PluginReport,
  type PluginState,
  readReports,
  restartPlugin,
  switchPlugin,
} from "../admin-api.ts";
import { ApiError } from "../api.ts";
import { hookBars, sparkline } from "../components/charts.ts";
import { LightElement } from "../components/light-element.ts";
import { shortTime } from "../components/when.ts";

/** How often the reports are read, in milliseconds, and how many of them the curves show: five minutes. */
const EVERY_MS = 3_000;
const KEPT = 100;

const WORDS: Readonly<Record<PluginState, string>> = {
  starting: "Starting",
  running: "Running",
  quarantined: "In quarantine",
  off: "Switched off",
  refused: "Refused",
};

/** The plugins of this server in an administrator's eyes: how they do, and what can be done about it. */
@customElement("scriptorium-admin-plugins")
export class ScriptoriumAdminPlugins extends LightElement {
  @state() private reports: readonly PluginReport[] | undefined;
  @state() private problem = "";
  @state() private busy = "";

  #listeners = new AbortController();
  readonly #lags = new Map<string, readonly number[]>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listeners = new AbortController();
    void this.#watch(this.#listeners.signal);
  }

  override disconnectedCallback(): void {
    this.#listeners.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    return html`<p class="problem" role="alert">${this.problem}</p>
      ${this.#renderReports()}`;
  }

  #renderReports(): TemplateResult | typeof nothing {
    if (this.reports === undefined)
      return this.problem === ""
        ? html`<div class="skeleton" role="status">
            <span class="visually-hidden">Loading the plugins</span>
            <i></i><i></i><i></i>
          </div>`
        : nothing;
    if (this.reports.length === 0)
      return html`<div class="blank">
        <h2>No plugin is installed</h2>
        <p>
          Put a plugin’s jar into the server’s plugins folder, and it starts by
          itself.
        </p>
      </div>`;
    return html`${repeat(
      this.reports,
      ({ name, file }) => `${name} ${file ?? ""}`,
      (report) => this.#renderReport(report),
    )}`;
  }

  #renderReport(report: PluginReport): TemplateResult {
    const { name, title, version, file, state, reason, next } = report;
    return html`<section class="plugin" aria-labelledby="plugin-${name}">
      <header>
        <div>
          <h2 id="plugin-${name}">${title}</h2>
          <p class="origin">
            ${[version, file ?? "came with the server"].filter(Boolean).join(" · ")}
          </p>
        </div>
        <p class="plugin-state ${state}">${WORDS[state]}</p>
      </header>
      ${reason === undefined ? nothing : html`<p class="reason">${reason}</p>`}
      ${
        next === undefined
          ? nothing
          : html`<p class="reason">
              It is tried again at ${next.toLocaleTimeString("en")}.
            </p>`
      }
      ${state === "refused" ? nothing : this.#renderFigures(report)}
      ${state === "refused" ? nothing : this.#renderActions(report)}
    </section>`;
  }

  #renderFigures(report: PluginReport): TemplateResult {
    const { name, queue, lagRevisions, lagDocuments, failures, dropped } =
      report;
    const { hooks, lastFailure, leftoverThreads } = report;
    const lags = this.#lags.get(name) ?? [];
    const most = Math.max(0, ...lags);
    return html`<dl class="figures">
        ${figure("Waiting", queue, "events")}
        ${figure("Behind", lagRevisions, lagRevisions > 0 && lagDocuments > 0 ? `revisions in ${lagDocuments} ${lagDocuments === 1 ? "document" : "documents"}` : "revisions")}
        ${figure("Errors", failures, failures === 1 ? "call" : "calls")}
        ${dropped > 0 ? figure("Dropped", dropped, "messages") : nothing}
        ${leftoverThreads > 0 ? figure("Left over", leftoverThreads, "threads") : nothing}
      </dl>
      ${
        most > 0
          ? html`<figure class="lag">
              ${sparkline(lags, `Revisions behind over the last minutes: ${lagRevisions} now, ${most} at most`)}
              <figcaption>
                Revisions behind, last minutes; at most
                ${most.toLocaleString("en")}
              </figcaption>
            </figure>`
          : nothing
      }
      ${
        lastFailure === undefined
          ? nothing
          : html`<p class="last-failure">
              <span
                >Last error, in ${lastFailure.hook},
                ${shortTime(lastFailure.time, new Date())}</span
              >
              <code>${lastFailure.message}</code>
            </p>`
      }
      ${hooks.some(({ calls }) => calls > 0) ? hookBars(hooks) : nothing}`;
  }

  #renderActions({ name, title, state }: PluginReport): TemplateResult {
    const isOff = state === "off";
    return html`<div class="row">
      ${
        isOff
          ? nothing
          : html`<button
              type="button"
              class="button"
              aria-label="Restart ${title}"
              ?disabled=${this.busy === name}
              @click=${() => this.#attempt(name, () => restartPlugin(name))}
            >
              Restart
            </button>`
      }
      <button
        type="button"
        class="button"
        aria-label="${isOff ? "Switch on" : "Switch off"} ${title}"
        ?disabled=${this.busy === name}
        @click=${() => this.#attempt(name, () => switchPlugin(name, isOff))}
      >
        ${isOff ? "Switch on" : "Switch off"}
      </button>
    </div>`;
  }

  /** Reads the reports again and again, as long as somebody looks. */
  async #watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (document.visibilityState === "visible") await this.#read(signal);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    try {
      const reports = await readReports(signal);
      for (const { name, lagRevisions } of reports) {
        const before = this.#lags.get(name) ?? [];
        this.#lags.set(name, [...before, lagRevisions].slice(-KEPT));
      }
      this.reports = reports;
      this.problem = "";
    } catch (error) {
      if (!signal.aborted) this.problem = wordsOf(error);
    }
  }

  async #attempt(name: string, action: () => Promise<void>): Promise<void> {
    this.busy = name;
    try {
      await action();
      await this.#read(this.#listeners.signal);
    } catch (error) {
      this.problem = wordsOf(error);
    } finally {
      this.busy = "";
    }
  }
}

function figure(label: string, value: number, unit: string): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd><strong>${value.toLocaleString("en")}</strong> ${unit}</dd>
  </div>`;
}

function wordsOf(error: unknown): string {
  return error instanceof ApiError ? error.message : String(error);
}
