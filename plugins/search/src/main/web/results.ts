import type { Answer, Hit } from "./answer.ts";
import { element } from "./element.ts";
import { markedText } from "./marked-text.ts";

/** What somebody does with the results. */
interface Doings {
  readonly open: (hit: Hit) => void;
  readonly more: (cursor: string) => void;
  readonly again: () => void;
}

/**
 * What was found, as a list box that the search field owns: the focus stays in the field, the arrows move the choice
 * (WAI-ARIA's combobox with a list box).
 */
export class Results {
  readonly #doings: Doings;
  readonly #input: HTMLInputElement;
  readonly #summary = element("p", { className: "search-summary" });
  readonly #notices = element("ul", { className: "search-notices" });
  readonly #list = element("ul", { id: "search-hits", role: "listbox" });
  readonly #foot = element("div", { className: "search-foot" });
  readonly #root = element(
    "div",
    { className: "search-results" },
    this.#summary,
    this.#notices,
    this.#list,
    this.#foot,
  );
  #hits: readonly Hit[] = [];
  #chosen = -1;

  constructor(input: HTMLInputElement, doings: Doings) {
    this.#input = input;
    this.#doings = doings;
    input.role = "combobox";
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.#list.id);
    input.setAttribute("aria-expanded", "false");
    this.#list.setAttribute("aria-label", "Documents that were found");
  }

  attach(host: HTMLElement): void {
    host.replaceChildren(this.#root);
  }

  /** An answer is awaited; what was found before stays. */
  busy(): void {
    this.#root.setAttribute("aria-busy", "true");
  }

  /** Shows an answer; one that continues the last one is added to it. */
  show(question: string, answer: Answer, continues: boolean): void {
    this.#root.removeAttribute("aria-busy");
    this.#hits = continues ? [...this.#hits, ...answer.hits] : answer.hits;
    this.#summary.textContent = summary(question, answer);
    this.#notices.replaceChildren(
      ...answer.notices.map((notice) => element("li", {}, notice)),
    );
    this.#list.replaceChildren(
      ...this.#hits.map((hit, at) => this.#option(hit, at)),
    );
    this.#foot.replaceChildren(...this.#moreButton(answer.next));
    this.#choose(continues ? this.#chosen : this.#hits.length > 0 ? 0 : -1);
    this.#input.setAttribute("aria-expanded", String(this.#hits.length > 0));
  }

  /** Nothing came back. */
  fail(reason: string): void {
    this.#root.removeAttribute("aria-busy");
    this.#hits = [];
    this.#choose(-1);
    this.#list.replaceChildren();
    this.#notices.replaceChildren();
    this.#summary.textContent = `The search did not answer. ${reason}`.trim();
    this.#foot.replaceChildren(
      this.#button("Try again", () => {
        this.#doings.again();
      }),
    );
    this.#input.setAttribute("aria-expanded", "false");
  }

  /** What is shown, in words. */
  summary(): string {
    return this.#summary.textContent;
  }

  /** Moves the choice by so many hits, around the ends. */
  move(by: number): void {
    const count = this.#hits.length;
    if (count > 0) this.#choose((this.#chosen + by + count) % count);
  }

  openChosen(): void {
    const hit = this.#hits[this.#chosen];
    if (hit !== undefined) this.#doings.open(hit);
  }

  #choose(at: number): void {
    this.#chosen = at;
    [...this.#list.children].forEach((option, n) => {
      option.setAttribute("aria-selected", String(n === at));
    });
    const option = this.#list.children[at];
    if (option === undefined) {
      this.#input.removeAttribute("aria-activedescendant");
      return;
    }
    this.#input.setAttribute("aria-activedescendant", option.id);
    if (document.activeElement === this.#input)
      option.scrollIntoView({ block: "nearest" });
  }

  #option(hit: Hit, at: number): HTMLElement {
    const title = hit.title === "" ? "Untitled" : hit.title;
    const option = element(
      "li",
      { id: `search-hit-${at}`, role: "option", className: "search-hit" },
      element(
        "span",
        { className: "search-title" },
        ...markedText(title, hit.titleMarks),
      ),
      element(
        "span",
        { className: "search-snippet", dir: "auto" },
        ...markedText(hit.snippet, hit.marks),
      ),
    );
    option.addEventListener("click", () => {
      this.#doings.open(hit);
    });
    return option;
  }

  #moreButton(cursor: string | undefined): readonly HTMLElement[] {
    if (cursor === undefined) return [];
    return [
      this.#button("Show more", () => {
        this.#doings.more(cursor);
      }),
    ];
  }

  #button(label: string, press: () => void): HTMLElement {
    const button = element("button", { type: "button" }, label);
    button.addEventListener("click", press);
    return button;
  }
}

function summary(question: string, { total, more }: Answer): string {
  const words = question.trim();
  if (total === 0) return `No document was found for \u201c${words}\u201d.`;
  if (more) return `More than ${total.toLocaleString("en")} documents`;
  return total === 1 ? "1 document" : `${total.toLocaleString("en")} documents`;
}
