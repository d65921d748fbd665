import type { ListContext } from "@scriptorium/plugin-api";
import { readAnswer, type Answer } from "./answer.ts";
import { element } from "./element.ts";
import { openHit } from "./passage.ts";
import { Results } from "./results.ts";

/** From the last key to the question: short enough to feel at once, long enough not to ask for every letter. */
const PAUSE_MS = 90;

/** The search field above the list of documents, and the results in the list's place. */
export class SearchBox {
  readonly #context: ListContext;
  readonly #results: Results;
  readonly #input = element("input", {
    type: "search",
    className: "search-field",
    placeholder: "Search titles and texts",
    autocomplete: "off",
    spellcheck: false,
    maxLength: 400,
  });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  #question = "";

  constructor(context: ListContext) {
    this.#context = context;
    this.#results = new Results(this.#input, {
      open: (hit) => {
        openHit(context, hit);
      },
      more: (cursor) => {
        void this.#ask(cursor);
      },
      again: () => {
        void this.#ask();
      },
    });
    this.#input.setAttribute("aria-label", "Search all documents");
    this.#input.addEventListener("input", () => {
      this.#typed();
    });
    this.#input.addEventListener("keydown", (event) => {
      this.#key(event);
    });
    context.addListHeader((host) => {
      host.append(element("search", { className: "search-box" }, this.#input));
    });
    context.signal.addEventListener("abort", () => {
      clearTimeout(this.#timer);
      this.#asking?.abort();
    });
  }

  #typed(): void {
    clearTimeout(this.#timer);
    this.#question = this.#input.value;
    if (this.#question.trim() === "") {
      this.#asking?.abort();
      this.#context.replaceList(undefined);
      return;
    }
    this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    switch (event.key) {
      case "ArrowDown":
        this.#results.move(1);
        break;
      case "ArrowUp":
        this.#results.move(-1);
        break;
      case "Enter":
        this.#results.openChosen();
        break;
      case "Escape":
        if (this.#input.value === "") return;
        this.#input.value = "";
        this.#typed();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  /** Asks for the first page, or for the one after those that are shown. An older question is given up. */
  async #ask(cursor?: string): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const question = this.#question;
    this.#show();
    this.#results.busy();
    try {
      const answer = await this.#answer(question, cursor, asking.signal);
      if (asking.signal.aborted) return;
      this.#results.show(question, answer, cursor !== undefined);
      this.#context.announce(this.#results.summary());
    } catch (reason) {
      if (asking.signal.aborted) return;
      this.#results.fail(reason instanceof Error ? reason.message : "");
    }
  }

  #show(): void {
    this.#context.replaceList((host) => {
      this.#results.attach(host);
    });
  }

  async #answer(
    question: string,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<Answer> {
    const asked = new URLSearchParams({ q: question });
    if (cursor !== undefined) asked.set("cursor", cursor);
    const response = await this.#context.request(`?${asked.toString()}`, {
      signal,
    });
    return readAnswer(await response.json());
  }
}
