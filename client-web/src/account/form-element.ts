import { html, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { ApiError } from "../api.ts";
import { LightElement } from "../components/light-element.ts";

/** A form that calls the server: it waits visibly, and says in a sentence what went wrong, where the focus goes. */
export abstract class FormElement extends LightElement {
  @state() protected busy = false;
  @state() protected problem = "";

  /** Does what the form is for; only one at a time. */
  protected async attempt(action: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = "";
    try {
      await action();
    } catch (error) {
      this.problem = problemWords(error, new Date());
    }
    this.busy = false;
    if (this.problem === "") return;
    await this.updateComplete;
    this.querySelector<HTMLElement>("[data-problem]")?.focus();
  }

  /** The same, with what was filled into the form that was sent. */
  protected submit(
    event: SubmitEvent,
    action: (
      value: (name: string) => string,
      form: HTMLFormElement,
    ) => Promise<void>,
  ): void {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const data = new FormData(form);
    void this.attempt(() =>
      action((name) => {
        const value = data.get(name);
        return typeof value === "string" ? value : "";
      }, form),
    );
  }

  protected renderProblem(): TemplateResult {
    return html`<p class="problem" role="alert" tabindex="-1" data-problem>
      ${this.problem}
    </p>`;
  }
}

/** What went wrong, as a sentence; of too many tries, when the next one is taken. */
export function problemWords(error: unknown, now: Date): string {
  if (!(error instanceof ApiError))
    return `Something went wrong on this page: ${String(error)}`;
  if (error.status === 429 && error.retryAfterS !== undefined) {
    const at = new Date(now.getTime() + error.retryAfterS * 1000);
    return `Too many tries. Try again in ${duration(error.retryAfterS)}, at ${at.toLocaleTimeString("en")}.`;
  }
  return sentence(error.message);
}

function duration(seconds: number): string {
  if (seconds >= 120) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}

/** The server's words with a capital and a full stop. */
export function sentence(words: string): string {
  const capital = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
