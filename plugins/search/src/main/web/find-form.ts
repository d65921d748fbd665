import { element } from "./element.ts";
import type { Wanted } from "./find.ts";

/** What somebody does in the form. */
interface Doings {
  readonly look: () => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly replace: () => void;
  readonly replaceAll: () => void;
  readonly leave: () => void;
}

/** How a search stands. */
interface Standing {
  readonly count: number;
  /** There are more than were counted. */
  readonly isMore: boolean;
  /** From 0; -1 if none is the current one. */
  readonly current: number;
  readonly isReadonly: boolean;
}

/** The fields and buttons for finding and replacing. */
export class FindForm {
  readonly #doings: Doings;
  readonly #find = field("Find");
  readonly #replacement = field("Replace with");
  readonly #matchCase = element("input", { type: "checkbox" });
  readonly #wholeWords = element("input", { type: "checkbox" });
  readonly #status = element("p", { className: "find-status", role: "status" });
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #replace: HTMLButtonElement;
  readonly #replaceAll: HTMLButtonElement;
  readonly #root: HTMLElement;

  constructor(doings: Doings) {
    this.#doings = doings;
    this.#previous = button("Previous", doings.previous);
    this.#next = button("Next", doings.next);
    this.#replace = button("Replace", doings.replace);
    this.#replaceAll = button("Replace all", doings.replaceAll);
    this.#root = element(
      "div",
      { className: "find-form" },
      labelled("Find", this.#find),
      element(
        "div",
        { className: "find-options" },
        element("label", {}, this.#matchCase, " Match case"),
        element("label", {}, this.#wholeWords, " Whole words"),
      ),
      row(this.#previous, this.#next),
      this.#status,
      labelled("Replace with", this.#replacement),
      row(this.#replace, this.#replaceAll),
    );
    this.#listen();
  }

  #listen(): void {
    for (const input of [this.#find, this.#matchCase, this.#wholeWords])
      input.addEventListener("input", () => {
        this.#doings.look();
      });
    this.#root.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") this.#doings.leave();
      else if (event.key === "Enter" && event.target === this.#find)
        (event.shiftKey ? this.#doings.previous : this.#doings.next)();
      else if (event.key === "Enter" && event.target === this.#replacement)
        this.#doings.replace();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  attach(host: HTMLElement): void {
    host.replaceChildren(this.#root);
  }

  /** Puts the caret in the field; `text`, if given, becomes what is looked for. */
  focus(text: string | undefined): void {
    if (text !== undefined && text !== this.#find.value) {
      this.#find.value = text;
      this.#doings.look();
    }
    this.#find.focus();
    this.#find.select();
  }

  wanted(): Wanted {
    return {
      text: this.#find.value,
      matchCase: this.#matchCase.checked,
      wholeWords: this.#wholeWords.checked,
    };
  }

  replacement(): string {
    return this.#replacement.value;
  }

  show({ count, isMore, current, isReadonly }: Standing): void {
    const all = isMore ? `more than ${count}` : String(count);
    const found = current < 0 ? `${all} found` : `${current + 1} of ${all}`;
    const isEmpty = this.#find.value === "";
    this.say(isEmpty ? "" : count === 0 ? "Not found" : found);
    for (const one of [this.#previous, this.#next]) one.disabled = count === 0;
    for (const one of [this.#replace, this.#replaceAll])
      one.disabled = count === 0 || isReadonly;
    this.#replacement.disabled = isReadonly;
  }

  /** Shows words under the fields. */
  say(words: string): void {
    this.#status.textContent = words;
  }
}

function field(name: string): HTMLInputElement {
  const input = element("input", {
    type: "text",
    autocomplete: "off",
    spellcheck: false,
  });
  input.name = name.toLowerCase().replaceAll(" ", "-");
  return input;
}

function labelled(label: string, input: HTMLInputElement): HTMLElement {
  return element("label", { className: "find-field" }, label, input);
}

function row(...buttons: readonly HTMLButtonElement[]): HTMLElement {
  return element("div", { className: "find-buttons" }, ...buttons);
}

function button(label: string, press: () => void): HTMLButtonElement {
  const made = element("button", { type: "button" }, label);
  made.addEventListener("click", press);
  return made;
}
